package org.concierge.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.concierge.access.Role;
import org.concierge.limit.Quota;
import org.concierge.limit.RequestRates;
import org.concierge.limit.ThrottleRepository;
import org.concierge.persistence.DataSources;
import org.concierge.persistence.Databases;
import org.concierge.persistence.Migrations;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.tenant.Installation;
import org.concierge.tenant.Tenant;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.TenantScope;
import org.concierge.tenant.Tenants;
import org.concierge.usage.LeaseRepository;
import org.concierge.usage.Ledger;
import org.concierge.usage.Turns;
import org.concierge.usage.UsageRepository;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How much a tenant, a person, a key may take; all nodes count together. */
class LimitsIT {
  private static final String DOCUMENTS = "/api/v1/documents";
  private static final String CHAT = "/api/v1/chat";
  private static final Map<String, String> QUESTION = Map.of("message", "Where is the canteen?");

  private static TestInstallation installation;

  @BeforeAll
  static void installation() {
    installation = TestInstallation.shared();
  }

  @Test
  void aTenantMakesAsManyRequestsAMinuteAsItMay() {
    TestTenant tenant =
        TestTenant.fast(installation, "limit-rate", Map.of("REQUESTS_PER_MINUTE", "5"));
    List<Answer> answers =
        IntStream.range(0, 7).mapToObj(i -> tenant.admin().get(DOCUMENTS)).toList();

    assertThat(answers.stream().map(Answer::status))
        .containsExactly(200, 200, 200, 200, 200, 429, 429);
    assertThat(answers.get(0).header("RateLimit-Remaining")).isEqualTo("4");
    for (Answer refused : answers.subList(5, 7)) {
      assertThat(refused.json().path("detail").asText())
          .isEqualTo("This tenant may make 5 requests a minute.");
      assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 12);
      assertThat(refused.header("RateLimit-Limit")).isEqualTo("5");
      assertThat(refused.header("RateLimit-Policy")).isEqualTo("5;w=60;name=\"tenant\"");
    }
    assertThat(tenant.chat().get(DOCUMENTS).status()).as("another key").isEqualTo(429);
  }

  @Test
  void aPersonIsLimitedWithoutTheOthers() {
    TestTenant tenant =
        TestTenant.fast(installation, "limit-user", Map.of("REQUESTS_PER_MINUTE_USER", "2"));
    Api one = TestPerson.in(installation, tenant.id(), "one@example.com", Role.MEMBER).api();
    Api other = TestPerson.in(installation, tenant.id(), "two@example.com", Role.MEMBER).api();

    assertThat(IntStream.range(0, 3).mapToObj(i -> one.get(DOCUMENTS).status()))
        .containsExactly(200, 200, 429);
    assertThat(other.get(DOCUMENTS).status()).isEqualTo(200);
    assertThat(tenant.admin().get(DOCUMENTS).status()).isEqualTo(200);
  }

  @Test
  void twoNodesTogetherLetInNoMoreThanOne() {
    Quota quota = Quota.of("tenant", 60, UUID.randomUUID().toString());
    try (Databases one = databases();
        Databases other = databases()) {
      List<RequestRates> nodes = List.of(rates(one), rates(other));
      long began = System.nanoTime();
      long taken = letIn(200, i -> () -> nodes.get(i % 2).take(List.of(quota)).isPresent());
      long seconds = Duration.ofNanos(System.nanoTime() - began).toSeconds();

      assertThat(taken).isBetween(60L, 61 + seconds);
    }
  }

  @Test
  void manyAnswersAtOnceOverspendByNoMoreThanOne() {
    TestTenant tenant =
        TestTenant.withModel(
            installation, "limit-crowd", Map.of("TOKENS_PER_DAY", "5000", "LLM_MAX_TOKENS", "50"));
    spent(tenant, 4_950);
    try (Databases one = databases();
        Databases other = databases()) {
      List<Turns> nodes = List.of(turns(one), turns(other));
      Tenant settings = tenants().get(new TenantId(tenant.id()));
      long begun =
          letIn(
              200,
              i ->
                  () ->
                      TenantScope.get(
                          settings.id(), () -> nodes.get(i % 2).begin(settings, 20) != null));

      assertThat(begun).isEqualTo(1);
    }
  }

  @Test
  void aBudgetThatIsSpentSaysUntilWhen() {
    TestTenant tenant =
        TestTenant.withModel(installation, "limit-budget", Map.of("TOKENS_PER_DAY", "5000"));
    assertThat(tenant.chat().post(CHAT, QUESTION).status()).isEqualTo(200);
    spent(tenant, 5_000);

    Answer whole = tenant.chat().post(CHAT, QUESTION);
    Answer streamed = tenant.chat().with("Accept", "text/event-stream").post(CHAT, QUESTION);

    for (Answer refused : List.of(whole, streamed)) {
      assertThat(refused.status()).as(refused.toString()).isEqualTo(429);
      assertThat(refused.text()).contains("budget of 5000 tokens a day is spent");
      assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 86_400);
    }
    assertThat(tenant.admin().get(DOCUMENTS).status()).as("all but answers").isEqualTo(200);
  }

  @Test
  void soManyAnswersAreWrittenAtOnceAndNoMore() {
    TestTenant tenant =
        TestTenant.withModel(
            installation,
            "limit-streams",
            Map.of("MAX_STREAMS", "1", "EMBEDDING_PROVIDER", "openai"));
    tenant.learn("canteen.txt", "The canteen is in the garden.");
    tenant.modelBehaves("ok,slow=200");
    try (EventStream stream = tenant.chat().stream(CHAT, QUESTION)) {
      assertThat(stream.next()).isPresent();
      Answer refused = tenant.chat().post(CHAT, QUESTION);
      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.text()).contains("1 answers written at once");
      stream.rest();
    }
    tenant.modelBehaves("ok");

    await()
        .atMost(Duration.ofSeconds(5))
        .until(() -> tenant.chat().post(CHAT, QUESTION).status() == 200);
  }

  private static void spent(TestTenant tenant, int tokens) {
    new Rows(installation.postgres())
        .change(
            Rows.CHATDB,
            "insert into usage_period values (?, to_char(now() at time zone 'utc', 'YYYY-MM-DD'),"
                + " ?, 0) on conflict (tenant_id, period) do update set tokens = excluded.tokens",
            tenant.id(),
            tokens);
  }

  private static long letIn(int tries, IntFunction<BooleanSupplier> attempt) {
    AtomicInteger others = new AtomicInteger();
    long taken =
        IntStream.range(0, tries)
            .parallel()
            .filter(
                i -> {
                  try {
                    return attempt.apply(i).getAsBoolean();
                  } catch (Problem problem) {
                    others.addAndGet(problem.type() == ProblemType.TOO_MANY_REQUESTS ? 0 : 1);
                    return false;
                  }
                })
            .count();
    assertThat(others).hasValue(0);
    return taken;
  }

  private static Tenants tenants() {
    return new Tenants(installation.tenantsFolder());
  }

  /** Of a node that has nothing in common with the server but the database. */
  private static Databases databases() {
    Map<String, String> settings = installation.settings();
    return new Databases(
        Installation.from(settings::get),
        tenants(),
        new DataSources(4),
        new Migrations(Clock.systemUTC()));
  }

  private static RequestRates rates(Databases databases) {
    return new RequestRates(new ThrottleRepository(databases), Clock.systemUTC());
  }

  private static Turns turns(Databases databases) {
    return new Turns(
        new LeaseRepository(databases),
        new Ledger(tenants(), new UsageRepository(databases), Clock.systemUTC()));
  }
}
