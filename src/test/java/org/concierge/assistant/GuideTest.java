package org.concierge.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.concierge.tenant.SampleTenant;
import org.concierge.tenant.Tenant;
import org.junit.jupiter.api.Test;

class GuideTest {
  private static final Tenant WITH_MODEL =
      SampleTenant.with(
          "LLM_PROVIDER=openai", "OPENAI_API_KEY=sk-x", "OPENAI_MODEL=usual", "SYSTEM_PROMPT=Hi");

  @Test
  void anotherModelIsAskedAtTheSameProvider() {
    Tenant answering = new Guide("a", "A", "", "other", Set.of()).of(WITH_MODEL);

    assertThat(answering.model().model()).isEqualTo("other");
    assertThat(answering.model())
        .usingRecursiveComparison()
        .ignoringFields("model")
        .isEqualTo(WITH_MODEL.model());
  }

  @Test
  void withoutOneOfItsOwnTheTenantsIsAsked() {
    assertThat(Guide.NONE.of(WITH_MODEL)).isSameAs(WITH_MODEL);
    Tenant quoting = SampleTenant.with("LLM_PROVIDER=quote");
    assertThat(new Guide("a", "A", "", "other", null).of(quoting)).isSameAs(quoting);
  }
}
