package org.concierge.login;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import org.concierge.limit.Limit;
import org.concierge.limit.Rate;

/**
 * How many failures are borne. Those at one address stop that address; those of one account from
 * everywhere stop only addresses that its owner has never come from, so nobody is locked out by
 * others.
 */
public final class LoginLimits {
  /**
   * A person who has forgotten tries some; ten thousand a month are no attack on a good password.
   */
  private static final Rate ACCOUNT_AT_ADDRESS = new Rate(10, Duration.ofSeconds(30));

  /** An office behind one address has some who mistype. */
  private static final Rate ADDRESS = new Rate(30, Duration.ofSeconds(2));

  /** 50 an hour. */
  static final Rate ACCOUNT = new Rate(50, Duration.ofSeconds(72));

  private LoginLimits() {}

  static Limit ofAccountAt(String login, String address) {
    return Limit.of(ACCOUNT_AT_ADDRESS, "login", login, network(address));
  }

  static Limit ofAddress(String address) {
    return Limit.of(ADDRESS, "address", network(address));
  }

  /** The same in each tenant, and for an account that does not exist. */
  static Limit ofAccount(String login) {
    return Limit.of(ACCOUNT, "account", login);
  }

  /** Who has one address of version 6 has 2^64 of them: the network counts. */
  public static String network(String address) {
    if (!address.contains(":")) {
      return address;
    }
    try {
      byte[] bytes = InetAddress.getByName(address.replaceFirst("%.*", "")).getAddress();
      return bytes.length == 4
          ? InetAddress.getByAddress(bytes).getHostAddress()
          : HexFormat.of().formatHex(Arrays.copyOf(bytes, 8));
    } catch (UnknownHostException e) {
      return address;
    }
  }
}
