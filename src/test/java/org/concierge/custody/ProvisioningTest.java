package org.concierge.custody;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.concierge.persistence.NoDatabase;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.tenant.DotEnv;
import org.concierge.tenant.DotEnv.Entry;
import org.concierge.tenant.Installation;
import org.concierge.tenant.Isolation;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.Tenants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * As far as it gets without a database: the settings are written, which a server that watches the
 * folder sees; the keys cannot be made, and nothing is left.
 */
class ProvisioningTest {
  private static final TenantId ACME = new TenantId("acme");

  private final List<Settings> seen = new ArrayList<>();
  private Provisioning provisioning;
  private Path folder;

  @BeforeEach
  void withoutADatabase(@TempDir Path home) {
    Installation installation = NoDatabase.installation(home);
    folder = installation.tenantsFolder();
    Tenants tenants = new Tenants(folder);
    tenants.onChange(id -> seen.add(settings()));
    provisioning = new Provisioning(installation, tenants, NoDatabase.in(home), null, null);
  }

  /** What others see of a tenant at one moment; no text once it is gone. */
  private record Settings(String text, Set<PosixFilePermission> permissions, List<String> beside) {}

  private Settings settings() {
    if (Files.notExists(file())) {
      return new Settings(null, Set.of(), List.of());
    }
    try {
      return new Settings(
          Files.readString(file()),
          Files.getPosixFilePermissions(file()),
          List.of(file().getParent().toFile().list()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void theSettingsSayWhatWasAskedFor() throws Exception {
    create("ACME Corporation", Isolation.SCHEMA, Map.of("LLM_PROVIDER", "quote"));

    assertThat(written())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "TENANT_ID", "acme",
                "TENANT_NAME", "ACME Corporation",
                "TENANT_ISOLATION", "schema",
                "LLM_PROVIDER", "quote"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain-1.2_3/4:5@6+7",
        "two words",
        " space around ",
        "# no comment",
        "a # b",
        "a#b",
        "it's",
        "say \"hi\"",
        "\"",
        "back\\slash",
        "ends in \\",
        "\\n is no line break",
        "one\ntwo\n\n",
        "one\r\ntwo",
        "tab\there",
        "$HOME ${PATH} `id` $(id)",
        "a=b",
        "export A=b",
        "\u00c4rger \u20ac \ud83d\udcc4",
        "\ufeff"
      })
  void whateverAValueIsItIsReadAsItWasMeant(String value) throws Exception {
    create(value, Isolation.SHARED, Map.of("SYSTEM_PROMPT", value));

    assertThat(written())
        .containsEntry("TENANT_NAME", value)
        .containsEntry("SYSTEM_PROMPT", value)
        .hasSize(4);
  }

  @Test
  void theInstallationsOwnNameIsNoTenants() {
    String name = "platform";
    Problem problem =
        catchThrowableOfType(
            Problem.class,
            () -> provisioning.create(new TenantId(name), name, Isolation.SHARED, Map.of()));

    assertThat(problem.type()).isEqualTo(ProblemType.BAD_REQUEST);
    assertThat(folder.resolve(name)).doesNotExist();
    assertThat(seen).isEmpty();
  }

  @Test
  void othersDoNotReadTheSettingsAndNoDraftIsLeft() throws IOException {
    create("ACME", Isolation.SHARED, Map.of());

    assertThat(seen.get(0).permissions())
        .contains(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE)
        .doesNotContain(
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);
    assertThat(seen.get(0).beside()).containsExactly(".env");
  }

  @Test
  void aTenantThatCannotBeBroughtToLifeLeavesNothing() {
    Problem problem = create("ACME", Isolation.SHARED, Map.of());

    assertThat(problem.type()).isEqualTo(ProblemType.UNAVAILABLE);
    assertThat(folder).isEmptyDirectory();
    assertThat(seen).hasSize(2);
    assertThat(seen.get(1).text()).isNull();
  }

  @Test
  void settingsThatCannotBeReadLeaveNothingEither() {
    Problem problem = create("ACME", Isolation.SHARED, Map.of("PLAN", "none"));

    assertThat(problem.type()).isEqualTo(ProblemType.TENANT_UNAVAILABLE);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void whatAnAdministratorPutBesideTheSettingsStays() throws IOException {
    Files.createDirectories(file().getParent());
    Files.writeString(file().resolveSibling("logo.svg"), "<svg/>");

    create("ACME", Isolation.SHARED, Map.of());

    assertThat(file().getParent().toFile().list()).containsExactly("logo.svg");
  }

  @Test
  void aTenantThatExistsIsNotTouched() throws IOException {
    Files.createDirectories(file().getParent());
    Files.writeString(file(), "TENANT_NAME=first");

    Problem problem = create("second", Isolation.SHARED, Map.of());

    assertThat(problem.type()).isEqualTo(ProblemType.CONFLICT);
    assertThat(file()).hasContent("TENANT_NAME=first");
  }

  @Test
  void aDatabaseOfItsOwnNeedsAnAdministrator() {
    Problem problem = create("ACME", Isolation.DATABASE, Map.of());

    assertThat(problem.type()).isEqualTo(ProblemType.UNAVAILABLE);
    assertThat(problem.detail()).contains("CONCIERGE_DB_URL");
    assertThat(file()).doesNotExist();
  }

  @Test
  void aTenantWithoutSettingsCannotBePrepared() {
    Problem problem = catchThrowableOfType(Problem.class, () -> provisioning.prepare(ACME));

    assertThat(problem.type()).isEqualTo(ProblemType.NOT_FOUND);
  }

  private Problem create(String name, Isolation isolation, Map<String, String> settings) {
    return catchThrowableOfType(
        Problem.class, () -> provisioning.create(ACME, name, isolation, settings));
  }

  private Map<String, String> written() throws DotEnv.Malformed {
    Map<String, String> values = new LinkedHashMap<>();
    for (Map.Entry<String, Entry> entry : DotEnv.parse(seen.get(0).text()).entrySet()) {
      values.put(entry.getKey(), entry.getValue().value());
    }
    return values;
  }

  private Path file() {
    return folder.resolve("acme/.env");
  }
}
