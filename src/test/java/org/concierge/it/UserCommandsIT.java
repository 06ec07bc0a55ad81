package org.concierge.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code user ...} as an operator calls it, beside a running server. */
class UserCommandsIT {
  private static final String PASSWORD = "a password of words";

  private final TestInstallation installation = TestInstallation.shared();
  @TempDir private Path folder;

  @Test
  void whomTheCommandLineMakesLogsInAtOnceAndLeavesAtOnce() throws Exception {
    String tenant = TestTenant.fast(installation, "cli-users", Map.of()).id();
    Path file = Files.writeString(folder.resolve("password"), PASSWORD + "\n");

    JsonNode created =
        run(
                "",
                "user create --json --role admin --group north --password-file",
                file.toString(),
                "--tenant",
                tenant,
                "Ann@Example.com")
            .json();

    assertThat(created.path("email").asText()).isEqualTo("ann@example.com");
    assertThat(created.path("role").asText()).isEqualTo("admin");
    assertThat(created.path("groups").toString()).isEqualTo("[\"north\"]");
    TestPerson ann =
        new TestPerson(
            installation, tenant, created.path("id").asText(), "ann@example.com", PASSWORD);
    assertThat(ann.login(installation.api(), PASSWORD).status()).isEqualTo(200);
    assertThat(run("", "user disable --tenant " + tenant + " ann@example.com").code())
        .as("the last administrator")
        .isEqualTo(1);
    assertThat(run(PASSWORD, "user create --tenant " + tenant + " bob --password-file -").code())
        .isZero();
    assertThat(
            run("", "user edit --json --role viewer --tenant " + tenant + " bob")
                .json()
                .path("role")
                .asText())
        .isEqualTo("viewer");
    assertThat(run("", "user list --json --tenant " + tenant).json()).hasSize(2);
    assertThat(run("", "user list --role viewer --tenant " + tenant).text()).contains("bob");
    assertThat(run("", "user disable --tenant " + tenant + " bob").text()).contains("DISABLED");
    assertThat(run("", "user enable --tenant " + tenant + " bob").text()).contains("ACTIVE");
    assertThat(run("", "user delete --tenant " + tenant + " bob").code()).isZero();
    assertThat(run("", "user show --tenant " + tenant + " bob").code()).isEqualTo(1);
  }

  @Test
  void aLinkIsPrintedForWhomIsInvited() throws Exception {
    String tenant = TestTenant.fast(installation, "cli-invite", Map.of()).id();

    String token =
        TestPerson.tokenOf(
            run("", "user invite --json --tenant " + tenant + " eve@example.com").json());

    Map<String, String> acceptance = Map.of("token", token, "password", PASSWORD);
    assertThat(installation.api().post("/api/v1/auth/invitation", acceptance).status())
        .isEqualTo(200);
    assertThat(run("", "user invite --tenant " + tenant + " eve@example.com").text())
        .contains("http", "token=");
  }

  @Test
  void operatorsAreMadeHereAndInTheirOwnTenantOnly() throws Exception {
    String tenant = TestTenant.fast(installation, "cli-operator", Map.of()).id();
    String create = "user create --password-file - --role operator chief --tenant ";

    assertThat(run(PASSWORD, create + tenant).code()).isEqualTo(1);
    assertThat(run(PASSWORD, create + "platform").code()).isZero();
    String member = "user create --password-file - --role member someone --tenant platform";
    assertThat(run(PASSWORD, member).code()).isEqualTo(1);
    assertThat(run(PASSWORD, "user create --password-file - --tenant no-such x").code())
        .isEqualTo(1);
  }

  @Test
  void aWeakPasswordIsOneLine() throws Exception {
    String tenant = TestTenant.fast(installation, "cli-weak", Map.of()).id();

    Terminal.Outcome weak =
        run("password1", "user create --password-file - --tenant " + tenant + " joe");

    assertThat(weak.code()).isEqualTo(1);
    assertThat(weak.text()).contains("tried first").doesNotContain("password1", "\tat ");
  }

  private Terminal.Outcome run(String input, String line, String... more) throws Exception {
    return new Terminal(installation, folder).run(input, line, more);
  }
}
