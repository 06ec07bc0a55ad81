package org.concierge.limit;

import jakarta.servlet.http.HttpServletRequest;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Who may say on whose behalf it calls: the proxies in front of us. Of the addresses that they have
 * written down, the last one that is none of theirs is the caller's; what stands before it could
 * have been written by the caller.
 */
public final class TrustedProxies {
  /** The request attribute under which the outermost filter puts the caller's address. */
  private static final String ATTRIBUTE = "org.concierge.client-address";

  private static final String FORWARDED = "X-Forwarded-For";

  private final List<Network> networks;

  private record Network(BigInteger first, int length, int bits) {
    boolean contains(InetAddress address) {
      return address.getAddress().length * Byte.SIZE == bits
          && new BigInteger(1, address.getAddress())
              .shiftRight(bits - length)
              .equals(first.shiftRight(bits - length));
    }
  }

  /**
   * @param networks addresses, or networks such as {@code 10.0.0.0/8}
   * @throws IllegalArgumentException in one line, if one of them is none
   */
  public TrustedProxies(List<String> networks) {
    this.networks = networks.stream().map(TrustedProxies::network).toList();
  }

  private static Network network(String text) {
    String[] parts = text.split("/", 2);
    Optional<InetAddress> address = address(parts[0]);
    int bits = address.map(found -> found.getAddress().length * Byte.SIZE).orElse(0);
    if (address.isPresent() && (parts.length == 1 || parts[1].matches("\\d{1,3}"))) {
      int length = parts.length == 1 ? bits : Integer.parseInt(parts[1]);
      if (length <= bits) {
        return new Network(new BigInteger(1, address.get().getAddress()), length, bits);
      }
    }
    throw new IllegalArgumentException(
        "CONCIERGE_TRUSTED_PROXIES must be addresses or networks such as 10.0.0.0/8, not " + text);
  }

  /** Finds out who calls, for all who ask {@link #client}. */
  public void note(HttpServletRequest request) {
    if (!networks.isEmpty()) {
      List<String> hops = new ArrayList<>();
      for (String header : Collections.list(request.getHeaders(FORWARDED))) {
        hops.addAll(List.of(header.split(",")));
      }
      request.setAttribute(ATTRIBUTE, client(request.getRemoteAddr(), hops));
    }
  }

  String client(String peer, List<String> hops) {
    String client = peer;
    for (int i = hops.size() - 1; i >= 0 && isTrusted(client); i--) {
      Optional<InetAddress> hop = address(hops.get(i).strip());
      if (hop.isEmpty()) {
        return client;
      }
      client = hop.get().getHostAddress();
    }
    return client;
  }

  private boolean isTrusted(String text) {
    return address(text)
        .filter(address -> networks.stream().anyMatch(network -> network.contains(address)))
        .isPresent();
  }

  /** The address of whoever calls, behind the proxies that are trusted. */
  public static String client(HttpServletRequest request) {
    return request.getAttribute(ATTRIBUTE) instanceof String client
        ? client
        : request.getRemoteAddr();
  }

  static boolean isThisMachine(String text) {
    return address(text).filter(InetAddress::isLoopbackAddress).isPresent();
  }

  /** Never by name: that would ask a server. */
  private static Optional<InetAddress> address(String text) {
    try {
      return text.matches("[0-9a-fA-F:.]*[:.][0-9a-fA-F:.]*")
          ? Optional.of(InetAddress.getByName(text))
          : Optional.empty();
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }
}
