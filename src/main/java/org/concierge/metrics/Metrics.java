package org.concierge.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.concierge.llm.AnswerListener.Usage;
import org.concierge.llm.ModelCalls;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.TenantScope;

/**
 * What this node does, in figures: counted by tenant, never by person. How long things take is told
 * for all tenants together, since a histogram for each would be most of what there is to read.
 * Thread safe.
 */
public final class Metrics implements ModelCalls, AutoCloseable {
  private static final String PREFIX = "concierge.";
  private static final String TENANT = "tenant";
  private static final String MODEL = "model";
  private static final String KIND = "kind";

  /** Seconds that people tell apart, from "at once" to "gone for coffee". */
  private static final double[] BOUNDS = {
    .01e9, .025e9, .05e9, .1e9, .25e9, .5e9, 1e9, 2.5e9, 5e9, 10e9, 30e9, 60e9
  };

  private final PrometheusMeterRegistry registry = withHistograms();

  private final AtomicInteger streams =
      registry.gauge(PREFIX + "model.calls.running", new AtomicInteger());

  private static PrometheusMeterRegistry withHistograms() {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    registry.config().meterFilter(new Histograms());
    return registry;
  }

  /** Every duration as a histogram over the same bounds: those of several nodes can be added up. */
  private static final class Histograms implements MeterFilter {
    @Override
    public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
      return DistributionStatisticConfig.builder()
          .serviceLevelObjectives(BOUNDS)
          .build()
          .merge(config);
    }
  }

  PrometheusMeterRegistry registry() {
    return registry;
  }

  /**
   * A request has ended.
   *
   * @param route as the server calls it, nothing that a caller wrote
   * @param tenant "" for nobody's
   */
  public void request(String route, int status, String tenant, Duration took) {
    Counter.builder(PREFIX + "requests")
        .description("Requests to the API")
        .tags("route", route, "status", String.valueOf(status), TENANT, tenant)
        .register(registry)
        .increment();
    Timer.builder(PREFIX + "request.duration")
        .description("Until the last byte of an answer")
        .tags("route", route)
        .register(registry)
        .record(took);
  }

  /** A principal of that tenant has named several other tenants. */
  public void probed(TenantId tenant) {
    Counter.builder(PREFIX + "tenant.probes")
        .description("Principals that named several other tenants")
        .tags(TENANT, tenant.value())
        .register(registry)
        .increment();
  }

  @Override
  public Call begin(Kind kind, String model, boolean local) {
    return here().begin(kind, model, local);
  }

  @Override
  public ModelCalls here() {
    String tenant = TenantScope.current().map(TenantId::value).orElse("");
    return (kind, model, local) ->
        new Measured(kind.name().toLowerCase(Locale.ROOT), model, tenant);
  }

  /** A call of a model while it lasts. */
  private final class Measured implements Call {
    private final String kind;
    private final String model;
    private final String tenant;
    private final long began = System.nanoTime();

    Measured(String kind, String model, String tenant) {
      this.kind = kind;
      this.model = model;
      this.tenant = tenant;
      streams.incrementAndGet();
    }

    @Override
    public void firstToken() {
      duration("model.first.token", "From the question to a model's first token");
    }

    @Override
    public void ended(Optional<Usage> usage, String prompt, String answer) {
      end("ok");
      usage.ifPresent(
          tokens -> {
            tokens("prompt", tokens.promptTokens());
            tokens("completion", tokens.completionTokens());
          });
    }

    @Override
    public void brokenOff(String prompt, String answer) {
      end(answer.isEmpty() ? "failed" : "stopped");
    }

    private void end(String outcome) {
      streams.decrementAndGet();
      duration("model.call", "Of a model's whole answer");
      Counter.builder(PREFIX + "model.calls")
          .description("Calls of models")
          .tags(TENANT, tenant, MODEL, model, KIND, kind, "outcome", outcome)
          .register(registry)
          .increment();
    }

    private void duration(String name, String description) {
      Timer.builder(PREFIX + name)
          .description(description)
          .tags(KIND, kind)
          .register(registry)
          .record(Duration.ofNanos(System.nanoTime() - began));
    }

    private void tokens(String of, long count) {
      Counter.builder(PREFIX + "model.tokens")
          .description("Tokens as providers counted them")
          .tags(TENANT, tenant, MODEL, model, "of", of)
          .register(registry)
          .increment(count);
    }
  }

  @Override
  public void close() {
    registry.close();
  }
}
