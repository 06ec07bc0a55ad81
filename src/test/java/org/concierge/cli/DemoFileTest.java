package org.concierge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.concierge.access.KeyKind;
import org.concierge.tenant.Installation;
import org.concierge.tenant.Installation.DatabaseLogin;
import org.concierge.tenant.Secret;
import org.concierge.tenant.TenantId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoFileTest {
  private static final TenantId ACME = new TenantId("acme-corp");
  private static final TenantId GLOBEX = new TenantId("globex");
  private static final Map<KeyKind, String> KEYS =
      Map.of(KeyKind.ADMIN, "ck_a", KeyKind.CHAT, "ck_c", KeyKind.UPLOAD, "ck_u");
  private static final DatabaseLogin LOGIN =
      new DatabaseLogin("127.0.0.1", 5433, "postgres", "postgres", new Secret("pw"));

  private Installation installation;
  private Path path;

  @BeforeEach
  void anEmptyHome(@TempDir Path home) {
    installation =
        Installation.from(Map.of("CONCIERGE_HOME", home.toString(), "CONCIERGE_PORT", "8099")::get);
    path = home.resolve("demo.json");
  }

  @Test
  void beforeTheFirstRunThereAreNoKeys() throws IOException {
    assertThat(DemoFile.read(installation).keys(ACME)).isEmpty();
  }

  @Test
  void theNextRunFindsTheKeysOfTheLast() throws IOException {
    written(LOGIN);

    assertThat(DemoFile.read(installation).keys(ACME)).isEqualTo(KEYS);
    assertThat(DemoFile.read(installation).keys(GLOBEX)).isEqualTo(Map.of(KeyKind.CHAT, "ck_g"));
  }

  @Test
  void theFileHasTheFormOfTheContract() throws IOException {
    written(LOGIN);

    JsonNode json = new ObjectMapper().readTree(path.toFile());
    assertThat(json.at("/url").asText()).isEqualTo("http://127.0.0.1:8099");
    assertThat(json.at("/admin_db_url").asText())
        .isEqualTo("postgresql://postgres:pw@127.0.0.1:5433/postgres");
    assertThat(json.at("/tenants/acme-corp/admin_api_key").asText()).isEqualTo("ck_a");
    assertThat(json.at("/tenants/acme-corp/chat_api_key").asText()).isEqualTo("ck_c");
    assertThat(json.at("/tenants/acme-corp/upload_api_key").asText()).isEqualTo("ck_u");
    assertThat(json.at("/tenants/acme-corp/users").isObject()).isTrue();
  }

  @Test
  void theNextRunFindsThePasswordsOfTheLast() throws IOException {
    written(LOGIN);

    DemoFile next = DemoFile.read(installation);
    assertThat(next.password(ACME, "admin")).contains("a password");
    assertThat(next.password(ACME, "viewer")).isEmpty();
    assertThat(next.password(GLOBEX, "admin")).isEmpty();
    JsonNode json = new ObjectMapper().readTree(path.toFile());
    assertThat(json.at("/tenants/acme-corp/users/admin/email").asText()).isEqualTo("a@acme");
  }

  @Test
  void anyPasswordMakesAnAddressThatCanBeUsed() throws IOException {
    DatabaseLogin odd =
        new DatabaseLogin(
            "db",
            5432,
            "postgres",
            "root@x",
            new Secret("p@ss:/w#r d+%?"),
            new Secret("sslmode=require"));

    written(odd);

    String url = new ObjectMapper().readTree(path.toFile()).get("admin_db_url").asText();
    assertThat(Installation.login(url, Optional.empty(), Optional.empty())).isEqualTo(odd);
  }

  @Test
  void onlyItsOwnerReadsTheFileAndNoDraftIsLeft() throws IOException {
    written(LOGIN);
    written(LOGIN);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
        .isEqualTo("rw-------");
    assertThat(path.getParent().toFile().list()).containsExactly("demo.json");
  }

  @Test
  void anotherPortIsToldTheNextTime() throws IOException {
    Files.writeString(path, "{\"url\": \"http://127.0.0.1:1\"}");

    written(LOGIN);

    assertThat(new ObjectMapper().readTree(path.toFile()).get("url").asText())
        .isEqualTo("http://127.0.0.1:8099");
  }

  @Test
  void whatIsPrintedCanBePastedAndHoldsNoPassword() throws IOException {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    written(LOGIN).print(new PrintStream(printed, true, StandardCharsets.UTF_8));

    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains("Concierge is ready at http://127.0.0.1:8099")
        .contains("http://127.0.0.1:8099/app", "http://127.0.0.1:8099/dashboard")
        .contains("acme-corp", "globex", "ck_a", "ck_u", path.toString())
        .contains("a@acme  a password")
        .contains("curl -s http://127.0.0.1:8099/api/v1/chat -H 'X-API-Key: ck_c'")
        .doesNotContain(":pw@");
  }

  private DemoFile written(DatabaseLogin administrator) throws IOException {
    DemoFile file = DemoFile.read(installation);
    file.put(ACME, KEYS);
    file.putUser(ACME, "admin", "a@acme", "a password");
    file.put(GLOBEX, Map.of(KeyKind.CHAT, "ck_g"));
    file.write(administrator);
    return file;
  }
}
