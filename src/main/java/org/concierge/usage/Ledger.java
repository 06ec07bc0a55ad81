package org.concierge.usage;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.concierge.limit.Spender;
import org.concierge.llm.AnswerListener.Usage;
import org.concierge.llm.ModelCalls;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.tenant.Allowance;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.TenantScope;
import org.concierge.tenant.Tenants;

/**
 * Who has taken what: added up in memory and written once a second by a thread of its own, so that
 * nobody waits for it. What a node has heard in its last second is lost if it is killed.
 *
 * <p>Thread safe. {@link #start} begins that thread, {@link #close} writes what is left.
 */
public final class Ledger implements ModelCalls, AutoCloseable {
  private static final Logger LOG = System.getLogger(Ledger.class.getName());
  private static final Duration GATHERING = Duration.ofSeconds(1);
  private static final Duration RETRY = Duration.ofSeconds(2);

  private final Tenants tenants;
  private final LedgerStore store;
  private final Clock clock;
  private final Semaphore urgent = new Semaphore(0);

  /** Held while something is on its way to the database: a reader waits until it is there. */
  private final Object writing = new Object();

  private Map<TenantId, Page> pages = new HashMap<>();
  private Thread writer;
  private volatile boolean running;

  /** What is to be written about a tenant, in one transaction. */
  record Page(Map<Entry, Amount> amounts, Set<UUID> ended) {
    Page() {
      this(new HashMap<>(), new LinkedHashSet<>());
    }

    void add(Page other) {
      other.amounts.forEach((entry, amount) -> amounts.merge(entry, amount, Amount::plus));
      ended.addAll(other.ended);
    }
  }

  public Ledger(Tenants tenants, LedgerStore store, Clock clock) {
    this.tenants = tenants;
    this.store = store;
    this.clock = clock;
  }

  /** Begins to write, on a thread of the server. */
  public synchronized void start(ThreadFactory threads) {
    running = true;
    writer = threads.newThread(this::write);
    writer.setName("concierge-usage");
    writer.start();
  }

  @Override
  public Call begin(Kind kind, String model, boolean local) {
    return here().begin(kind, model, local);
  }

  @Override
  public ModelCalls here() {
    Optional<TenantId> tenant = TenantScope.current();
    Spender by = Spender.current();
    return tenant.isEmpty()
        ? ModelCalls.NONE
        : (kind, model, local) -> call(tenant.get(), entry(kind, model, local, by));
  }

  private Call call(TenantId tenant, Entry entry) {
    return new Call() {
      @Override
      public void ended(Optional<Usage> usage, String prompt, String answer) {
        called(tenant, entry, usage.orElseGet(() -> counted(prompt, answer)));
      }

      @Override
      public void brokenOff(String prompt, String answer) {
        // Where nothing was heard, nobody can tell whether the provider has begun.
        called(tenant, entry, answer.isEmpty() ? new Usage(0, 0) : counted(prompt, answer));
      }
    };
  }

  private static Usage counted(String prompt, String answer) {
    return new Usage(Tokens.count(prompt), Tokens.count(answer));
  }

  private Entry entry(Kind kind, String model, boolean local, Spender by) {
    return new Entry(today(), Entry.Kind.valueOf(kind.name()), model, local, by);
  }

  private void called(TenantId tenant, Entry entry, Usage usage) {
    BigDecimal cost =
        price(tenant, entry.model())
            .map(price -> price.of(usage.promptTokens(), usage.completionTokens()))
            .orElse(
                entry.local() || usage.promptTokens() + usage.completionTokens() == 0
                    ? BigDecimal.ZERO
                    : null);
    add(tenant, entry, Amount.ofCall(usage.promptTokens(), usage.completionTokens(), cost));
  }

  private Optional<Allowance.Price> price(TenantId tenant, String model) {
    try {
      return Optional.ofNullable(tenants.get(tenant).allowance().prices().get(model));
    } catch (Problem problem) {
      // Its settings cannot be read, or it is just being deleted.
      return Optional.empty();
    }
  }

  /** Texts were embedded for somebody who asked for just that. */
  public void embedded(TenantId tenant, String model, Spender by) {
    add(tenant, new Entry(today(), Entry.Kind.EMBEDDING, model, by), Amount.REQUEST);
  }

  /** Files were taken. */
  public void uploaded(TenantId tenant, Spender by, long files, long bytes) {
    add(tenant, new Entry(today(), Entry.Kind.UPLOAD, "", by), Amount.ofFiles(files, bytes));
  }

  /** A question was answered, in whatever way. */
  void answered(TenantId tenant, String model, Spender by) {
    add(tenant, new Entry(today(), Entry.Kind.CHAT, model, by), Amount.REQUEST);
  }

  /** What was promised is free again, once that which was taken is written. */
  void ended(TenantId tenant, UUID lease) {
    synchronized (this) {
      pages.computeIfAbsent(tenant, id -> new Page()).ended().add(lease);
    }
    urgent.release();
  }

  LocalDate today() {
    return LocalDate.ofInstant(now(), ZoneOffset.UTC);
  }

  Instant now() {
    return clock.instant();
  }

  private synchronized void add(TenantId tenant, Entry entry, Amount amount) {
    pages.computeIfAbsent(tenant, id -> new Page()).amounts().merge(entry, amount, Amount::plus);
  }

  private void write() {
    try {
      while (running) {
        urgent.tryAcquire(GATHERING.toMillis(), TimeUnit.MILLISECONDS);
        urgent.drainPermits();
        if (!flush()) {
          TimeUnit.NANOSECONDS.sleep(RETRY.toNanos());
        }
      }
    } catch (InterruptedException e) {
      // The server stops; whoever closes the ledger writes the rest.
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Writes what there is.
   *
   * @return false if something is left for later
   */
  boolean flush() {
    synchronized (writing) {
      Map<TenantId, Page> taken;
      synchronized (this) {
        taken = pages;
        pages = new HashMap<>();
      }
      boolean all = true;
      for (Map.Entry<TenantId, Page> page : taken.entrySet()) {
        all &= flush(page.getKey(), page.getValue());
      }
      return all;
    }
  }

  /** Writes what this node has heard about the tenant until now. */
  void flush(TenantId tenant) {
    synchronized (writing) {
      Page page;
      synchronized (this) {
        page = pages.remove(tenant);
      }
      if (page != null) {
        flush(tenant, page);
      }
    }
  }

  private boolean flush(TenantId tenant, Page page) {
    try {
      TenantScope.run(tenant, () -> store.add(tenant, page));
      return true;
    } catch (Problem problem) {
      if (problem.type() == ProblemType.NOT_FOUND) {
        return true;
      }
      LOG.log(Level.WARNING, "tenant {0}: usage is stored later: {1}", tenant, problem.detail());
      synchronized (this) {
        pages.computeIfAbsent(tenant, id -> new Page()).add(page);
      }
      return false;
    } catch (RuntimeException e) {
      // Kept, it would be in the way of everything that comes after it.
      LOG.log(Level.ERROR, "tenant " + tenant + ": some usage is lost", e);
      return true;
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      if (!running) {
        return;
      }
      running = false;
      writer.interrupt();
    }
    try {
      writer.join(RETRY.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    flush();
  }
}
