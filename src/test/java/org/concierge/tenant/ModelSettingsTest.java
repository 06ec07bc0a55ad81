package org.concierge.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.concierge.tenant.Tenant.Provider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which model answers, and which one when that does not. */
class ModelSettingsTest {
  /** Of a tenant that names no model. */
  static final Tenant.Model QUOTING =
      new Tenant.Model(
          Provider.QUOTE,
          new Secret(""),
          Optional.empty(),
          "quote",
          0.2,
          1000,
          Duration.ofSeconds(60),
          Optional.empty(),
          Optional.empty());

  @ParameterizedTest
  @MethodSource("models")
  void aGoodValueIsTaken(String lines, Function<Tenant, Object> read, Object expected) {
    assertThat(read.apply(SampleTenant.with(lines))).isEqualTo(expected);
  }

  static List<Arguments> models() {
    URI local = URI.create("http://127.0.0.1:11434/v1");
    return List.of(
        arguments("OPENAI_API_KEY=k", read(t -> t.model().provider()), Provider.OPENAI),
        arguments("OPENAI_API_KEY=k", read(t -> t.model().apiKey()), new Secret("k")),
        arguments("OPENAI_API_KEY=k", read(t -> t.model().model()), "gpt-4o-mini"),
        arguments("OPENAI_API_KEY=k\nOPENAI_MODEL=m", read(t -> t.model().model()), "m"),
        arguments("OPENAI_BASE_URL=" + local, read(t -> t.model().provider()), Provider.OPENAI),
        arguments(
            "OPENAI_BASE_URL=" + local + "//", read(t -> t.model().baseUrl()), Optional.of(local)),
        arguments("ANTHROPIC_API_KEY=k", read(t -> t.model().provider()), Provider.ANTHROPIC),
        arguments("ANTHROPIC_API_KEY=k", read(t -> t.model().apiKey()), new Secret("k")),
        arguments("ANTHROPIC_API_KEY=k\nCLAUDE_MODEL=m", read(t -> t.model().model()), "m"),
        arguments(
            "LLM_PROVIDER=anthropic\nANTHROPIC_BASE_URL=" + local,
            read(t -> t.model().baseUrl()),
            Optional.of(local)),
        arguments(
            "OPENAI_API_KEY=k\nANTHROPIC_API_KEY=l\nLLM_PROVIDER=anthropic",
            read(t -> t.model().apiKey()),
            new Secret("l")),
        arguments("LLM_PROVIDER=openai", read(t -> t.model().provider()), Provider.QUOTE),
        arguments(
            "OPENAI_API_KEY=k\nLLM_PROVIDER=quote",
            read(t -> t.model().provider()),
            Provider.QUOTE),
        arguments("LLM_TEMPERATURE=0", read(t -> t.model().temperature()), 0.0),
        arguments("LLM_TEMPERATURE=2", read(t -> t.model().temperature()), 2.0),
        arguments("LLM_MAX_TOKENS=1", read(t -> t.model().maxTokens()), 1),
        arguments("LLM_TIMEOUT_SECONDS=3600", read(t -> t.model().timeout()), Duration.ofHours(1)),
        arguments(
            "SYSTEM_PROMPT=\"a\\nb\"", read(t -> t.model().systemPrompt()), Optional.of("a\nb")));
  }

  private static Function<Tenant, Object> read(Function<Tenant, Object> read) {
    return read;
  }

  @Test
  void withoutANameThereIsNone() {
    assertThat(SampleTenant.with("OPENAI_API_KEY=k").model().fallback()).isEmpty();
    assertThat(SampleTenant.with("FALLBACK_MODEL=m").model().fallback()).as("quoting").isEmpty();
  }

  @Test
  void aNameAloneIsAnotherModelOfTheSameServer() {
    Tenant.Model fallback =
        fallback("OPENAI_API_KEY=k", "OPENAI_BASE_URL=http://127.0.0.1:1/v1", "FALLBACK_MODEL=m");

    assertThat(fallback.model()).isEqualTo("m");
    assertThat(fallback.apiKey()).isEqualTo(new Secret("k"));
    assertThat(fallback.baseUrl()).contains(URI.create("http://127.0.0.1:1/v1"));
    assertThat(fallback.fallback()).isEmpty();
  }

  /** The key of one server is not shown to another. */
  @Test
  void aServerOfItsOwnGetsNoKeyButItsOwn() {
    Tenant.Model fallback =
        fallback("OPENAI_API_KEY=k", "FALLBACK_BASE_URL=http://127.0.0.1:2/v1", "FALLBACK_MODEL=m");

    assertThat(fallback.apiKey().isEmpty()).isTrue();
    assertThat(fallback.baseUrl()).contains(URI.create("http://127.0.0.1:2/v1"));
  }

  @Test
  void itCanBeAnotherProvider() {
    Tenant.Model fallback =
        fallback(
            "OPENAI_API_KEY=k",
            "FALLBACK_PROVIDER=anthropic",
            "FALLBACK_API_KEY=other",
            "FALLBACK_MODEL=m");

    assertThat(fallback.provider()).isEqualTo(Provider.ANTHROPIC);
    assertThat(fallback.apiKey()).isEqualTo(new Secret("other"));
    assertThat(fallback.baseUrl()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "FALLBACK_API_KEY=other",
        "FALLBACK_BASE_URL=http://127.0.0.1:2/v1",
        "FALLBACK_PROVIDER=openai",
        "FALLBACK_PROVIDER=quote",
        "FALLBACK_PROVIDER=anthropic\nFALLBACK_MODEL=m",
      })
  void halfOfOneIsToldAsASlip(String lines) {
    assertThatThrownBy(() -> SampleTenant.with("OPENAI_API_KEY=k", lines))
        .hasMessageContaining("FALLBACK_");
  }

  private static Tenant.Model fallback(String... lines) {
    Optional<Tenant.Model> fallback = SampleTenant.with(lines).model().fallback();
    return fallback.orElseThrow();
  }
}
