package org.concierge.outbound;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;

/**
 * Which addresses may be called on behalf of a tenant: https, at a public address of the Internet
 * as IANA's registries of special-purpose addresses (RFC 6890) leave them. Whoever writes a
 * tenant's settings is not thereby let into the network that this server stands in.
 *
 * @param loopback whether this machine itself may be called, over http too: for tests
 * @param plain whether http will do
 * @param known hosts that the operator vouches for: called at whatever address, over http too
 */
record AddressRules(boolean loopback, boolean plain, Set<String> known) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,63}(\\.[a-z0-9-]{1,63})*\\.?");
  private static final Pattern DOTTED =
      Pattern.compile("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}");

  /** A last label of digits or hex makes a resolver read the whole as a number. */
  private static final Pattern NUMERIC = Pattern.compile("(.*\\.)?([0-9]+|0x[0-9a-f]*)\\.?");

  private static final int MAX_NAME = 253;

  /** First address and prefix length of what is not the public Internet. */
  private static final int[][] SPECIAL_V4 = {
    {0, 0, 0, 0, 8},
    {10, 0, 0, 0, 8},
    {100, 64, 0, 0, 10},
    {127, 0, 0, 0, 8},
    {169, 254, 0, 0, 16},
    {172, 16, 0, 0, 12},
    {192, 0, 0, 0, 24},
    {192, 0, 2, 0, 24},
    {192, 88, 99, 0, 24},
    {192, 168, 0, 0, 16},
    {198, 18, 0, 0, 15},
    {198, 51, 100, 0, 24},
    {203, 0, 113, 0, 24},
    {224, 0, 0, 0, 3}
  };

  /** The same within 2000::/3; beyond it nothing is public, IPv4 in disguise (NAT64) included. */
  private static final int[][] SPECIAL_V6 = {
    {0x20, 0x01, 0x00, 0x00, 23},
    {0x20, 0x01, 0x0d, 0xb8, 32},
    {0x20, 0x02, 0x00, 0x00, 16},
    {0x3f, 0xff, 0x00, 0x00, 20}
  };

  AddressRules(boolean loopback) {
    this(loopback, false, Set.of());
  }

  /**
   * Looks at what is written, before any name is resolved.
   *
   * @return the host, without brackets and without a dot at its end
   * @throws Problem UNPROCESSABLE if it must not be called
   */
  String host(URI address) {
    String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
    boolean http = scheme.equals("http");
    if (!scheme.equals("https") && !(http && (loopback || plain || !known.isEmpty()))) {
      throw refused(plain ? "it is neither http nor https" : "it is not https");
    }
    if (address.getHost() == null || address.getRawUserInfo() != null) {
      throw refused("its host is not a plain name");
    }
    int port = address.getPort();
    if (port != -1 && port != 443 && port != 80 && (port < 1024 || port > 65_535)) {
      throw refused("its port is one of other services");
    }
    String host = address.getHost().toLowerCase(Locale.ROOT);
    if (host.startsWith("[")) {
      if (host.contains("%")) {
        throw refused("its host is not a plain name");
      }
      return host.substring(1, host.length() - 1);
    }
    boolean number = NUMERIC.matcher(host).matches();
    if (host.length() > MAX_NAME || !(number ? DOTTED : NAME).matcher(host).matches()) {
      throw refused("its host is not a plain name");
    }
    // The dot of a full name is the resolver's business, not the certificate's.
    return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
  }

  /**
   * Looks at what the name stands for.
   *
   * @throws Problem UNPROCESSABLE if one of them must not be called: a name that stands for a
   *     public address beside a private one is a trick
   */
  void check(URI address, InetAddress[] found) {
    if (known.contains(host(address))) {
      return;
    }
    for (InetAddress one : found) {
      boolean here = loopback && one.isLoopbackAddress();
      if (!here && !isPublic(one)) {
        throw refused("it does not stand for a public address");
      }
      if (!here && !plain && !"https".equalsIgnoreCase(address.getScheme())) {
        throw refused("it is not https");
      }
    }
  }

  /** Also of those IPv6 addresses that hold an IPv4 one, which are not public at all. */
  static boolean isPublic(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (address instanceof Inet4Address) {
      return !isOneOf(SPECIAL_V4, bytes);
    }
    return (bytes[0] & 0xe0) == 0x20 && !isOneOf(SPECIAL_V6, bytes);
  }

  private static boolean isOneOf(int[][] ranges, byte[] address) {
    int wanted = first(address[0], address[1], address[2], address[3]);
    for (int[] range : ranges) {
      int mask = -1 << (32 - range[4]);
      if ((wanted & mask) == (first(range[0], range[1], range[2], range[3]) & mask)) {
        return true;
      }
    }
    return false;
  }

  private static int first(int a, int b, int c, int d) {
    return (a & 0xff) << 24 | (b & 0xff) << 16 | (c & 0xff) << 8 | d & 0xff;
  }

  private static Problem refused(String why) {
    return new Problem(ProblemType.UNPROCESSABLE, "This address cannot be called: " + why + ".");
  }
}
