package org.concierge.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.concierge.tenant.Installation.DatabaseLogin;
import org.junit.jupiter.api.Test;

class SecretTest {
  private static final String VALUE = "sk-very-secret-0123456789";

  @Test
  void aSecretNeverPrints() {
    Secret secret = new Secret(VALUE);

    assertThat(secret).hasToString("***");
    assertThat("" + List.of(secret) + Optional.of(secret)).doesNotContain(VALUE);
  }

  @Test
  void noRecordThatHoldsOnePrintsIt() {
    Tenant tenant =
        SampleTenant.with(
            "OPENAI_API_KEY=" + VALUE,
            "DB_PASSWORD=" + VALUE,
            "ADMIN_API_KEY=" + VALUE,
            "CHAT_API_KEY=" + VALUE,
            "UPLOAD_API_KEY=" + VALUE);
    DatabaseLogin login = new DatabaseLogin("host", 5432, "db", "user", new Secret(VALUE));

    assertThat(tenant.importedKeys()).hasSize(3);
    assertThat(tenant.toString() + login + login.at("x") + login.as("y", new Secret(VALUE)))
        .contains("***")
        .doesNotContain(VALUE);
  }

  @Test
  void secretsAreComparedByTheirValue() {
    assertThat(new Secret("a")).isEqualTo(new Secret("a")).isNotEqualTo(new Secret("b"));
    assertThat(new Secret("").isEmpty()).isTrue();
    assertThat(new Secret(" ").isEmpty()).isFalse();
  }
}
