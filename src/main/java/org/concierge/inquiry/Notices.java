package org.concierge.inquiry;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.concierge.mail.Delivery;
import org.concierge.mail.Mailing;
import org.concierge.tenant.TenantId;

/**
 * Mails to whoever answers inquiries, that there is a new one; what it says stays here. Sent by a
 * thread of its own: no visitor waits for a mail server. Thread safe.
 */
public final class Notices implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Notices.class.getName());
  private static final int QUEUE = 100;
  private static final String PATH = "/dashboard/";

  private final Mailing mailing;
  private final Clock clock;
  private final ThreadPoolExecutor sending =
      new ThreadPoolExecutor(
          0,
          1,
          10,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(QUEUE),
          task -> {
            Thread thread = new Thread(task, "concierge-notices");
            thread.setDaemon(true);
            return thread;
          });

  public Notices(Mailing mailing, Clock clock) {
    this.mailing = mailing;
    this.clock = clock;
  }

  /**
   * @param to "" for nobody
   */
  void tell(TenantId tenant, String to) {
    if (to.isEmpty()) {
      return;
    }
    try {
      sending.execute(() -> send(tenant, to));
    } catch (RejectedExecutionException e) {
      // Whoever has so many unread mails about inquiries has been told.
      LOG.log(Level.WARNING, "tenant {0}: a mail about an inquiry was not sent", tenant);
    }
  }

  private void send(TenantId tenant, String to) {
    try {
      Mailing.Link link =
          new Mailing.Link(to, "", Mailing.Occasion.INQUIRED, PATH, clock.instant());
      for (Delivery delivery : mailing.send(tenant, List.of(link))) {
        delivery.problem().ifPresent(why -> LOG.log(Level.WARNING, "tenant {0}: {1}", tenant, why));
      }
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "tenant " + tenant + ": a mail about an inquiry was not sent", e);
    }
  }

  @Override
  public void close() {
    sending.shutdownNow();
  }
}
