package org.concierge.debuglog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.concierge.tenant.Tenant;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.Tenants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DebugLogTest {
  private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");

  @TempDir private Path home;

  @Test
  void theNewestComesFirstAndNoMoreThanWanted() throws IOException {
    DebugLog log = log(NOON, "API_DEBUG_LOGGING_ENABLED=true");
    for (int i = 0; i < 5; i++) {
      log.add("acme", entry("r-" + i, "GET /documents"));
    }

    assertThat(log.read(acme(), entry -> true, 2))
        .extracting(DebugEntry::requestId)
        .containsExactly("r-4", "r-3");
    Path file = home.resolve("debug/acme/api-debug.log");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r-----");
  }

  @Test
  void nobodyWritesLinesOfTheirOwn() throws IOException {
    DebugLog log = log(NOON, "API_DEBUG_LOGGING_ENABLED=true");
    log.add("acme", entry("r\n2030-01-01T12:00:00Z\tforged", "GET\t/documents"));

    assertThat(log.read(acme(), entry -> true, 10))
        .singleElement()
        .satisfies(entry -> assertThat(entry.requestId()).contains("forged"));
  }

  @Test
  void itIsOffUntilItIsSwitchedOn() throws IOException {
    DebugLog log = log(NOON, "TENANT_NAME=Acme");
    log.add("acme", entry("r-1", "GET /documents"));
    log.add("nobody", entry("r-2", "GET /documents"));

    assertThat(log.read(acme(), entry -> true, 10)).isEmpty();
  }

  @Test
  void itEndsADayAfterTheSettingsWereWritten() throws IOException {
    String on = "API_DEBUG_LOGGING_ENABLED=true";

    assertThat(log(NOON.minus(Duration.ofHours(23)), on).isOn(acme())).isTrue();
    assertThat(log(NOON.minus(Duration.ofHours(24)), on).isOn(acme())).isFalse();
  }

  private Tenant acme() {
    return new Tenants(home.resolve("tenants")).get(new TenantId("acme"));
  }

  private DebugLog log(Instant written, String settings) throws IOException {
    Path file = home.resolve("tenants/acme/.env");
    Files.createDirectories(file.getParent());
    Files.writeString(file, settings + "\n");
    Files.setLastModifiedTime(file, FileTime.from(written));
    return new DebugLog(
        home, new Tenants(home.resolve("tenants")), Clock.fixed(NOON, ZoneOffset.UTC));
  }

  private static DebugEntry entry(String request, String route) {
    return new DebugEntry(NOON, request, route, 200, 7, "ck_1", "");
  }
}
