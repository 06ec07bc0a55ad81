package org.concierge.remote;

import java.time.Clock;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.concierge.outbound.OutboundClient;

/** The kinds of places. */
public enum RemoteKind {
  WEBDAV {
    @Override
    public RemotePlace open(RemoteAccount account, OutboundClient outbound) {
      return new WebDavFolder(account, outbound);
    }
  },
  S3 {
    @Override
    public RemotePlace open(RemoteAccount account, OutboundClient outbound) {
      return new S3Bucket(account, outbound, Clock.systemUTC());
    }
  };

  /** Without calling it yet. */
  public abstract RemotePlace open(RemoteAccount account, OutboundClient outbound);

  /** As people write it. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<RemoteKind> parse(String text) {
    return Arrays.stream(values()).filter(kind -> kind.wire().equals(text)).findFirst();
  }
}
