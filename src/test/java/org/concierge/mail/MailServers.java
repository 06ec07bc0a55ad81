package org.concierge.mail;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.time.Duration;
import java.util.stream.Stream;

/** Real mail servers for tests, on free ports of loopback, not started yet. */
public final class MailServers {
  /** A busy machine needs more than the usual two seconds. */
  private static final Duration STARTING = Duration.ofSeconds(60);

  private MailServers() {}

  public static GreenMail plain() {
    return of(ServerSetup.PROTOCOL_SMTP);
  }

  /**
   * @param protocols {@code smtp}, {@code smtps}
   */
  public static GreenMail of(String... protocols) {
    return new GreenMail(Stream.of(protocols).map(MailServers::setup).toArray(ServerSetup[]::new));
  }

  private static ServerSetup setup(String protocol) {
    ServerSetup setup = new ServerSetup(0, "127.0.0.1", protocol);
    setup.setServerStartupTimeout(STARTING.toMillis());
    return setup;
  }
}
