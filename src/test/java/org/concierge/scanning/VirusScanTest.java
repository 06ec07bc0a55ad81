package org.concierge.scanning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.scanning.VirusScan.Infected;
import org.concierge.scanning.VirusScan.Unscannable;
import org.concierge.tenant.SampleTenant;
import org.concierge.tenant.Tenant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class VirusScanTest {
  private static final Tenant REQUIRED = SampleTenant.with("VIRUS_SCAN=required");
  private static final Tenant IF_AVAILABLE = SampleTenant.with("");
  private static final Tenant OFF = SampleTenant.with("VIRUS_SCAN=off");

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void aFile() throws IOException {
    file = Files.write(folder.resolve("file"), new byte[200_000]);
  }

  @Test
  void aCleanFileMayBeRead() throws IOException {
    try (FakeClamd clamd = FakeClamd.saying("stream: OK\0")) {
      assertThatCode(() -> scan(clamd).check(REQUIRED, file)).doesNotThrowAnyException();
      assertThat(clamd.received()).isEqualTo(200_000);
    }
  }

  @Test
  void anInfectedFileIsNamedWithItsVirus() throws IOException {
    try (FakeClamd clamd = FakeClamd.saying("stream: Win.Test.EICAR_HDB-1 FOUND\0")) {
      assertThatThrownBy(() -> scan(clamd).check(IF_AVAILABLE, file))
          .isInstanceOfSatisfying(
              Infected.class, found -> assertThat(found.virus()).isEqualTo("Win.Test.EICAR_HDB-1"));
    }
  }

  /** Whatever is not a verdict is none. */
  @ParameterizedTest
  @ValueSource(strings = {"", "stream: ", "UNKNOWN COMMAND\0", "stream: OKAY\0", "OK\0", "silence"})
  void withoutAVerdictNoFileIsReadWhereOneIsRequired(String reply) throws IOException {
    try (FakeClamd clamd = FakeClamd.saying(reply)) {
      assertUnavailable(scan(clamd));
    }
    try (FakeClamd clamd = FakeClamd.saying(reply)) {
      assertThatCode(() -> scan(clamd).check(IF_AVAILABLE, file)).doesNotThrowAnyException();
    }
  }

  @Test
  void aScannerThatIsAwayOrWasNeverSetUpIsNoVerdictEither() throws IOException {
    SocketAddress nobody;
    try (FakeClamd clamd = FakeClamd.saying("")) {
      nobody = clamd.address();
    }
    assertUnavailable(scan(nobody));
    assertUnavailable(new VirusScan(Optional.empty()));
    assertThatCode(() -> new VirusScan(Optional.empty()).check(IF_AVAILABLE, file))
        .doesNotThrowAnyException();
  }

  @Test
  void aFileThatIsTooLargeForTheScannerIsReadOnlyWhereThatMayBe() throws IOException {
    String reply = "INSTREAM size limit exceeded. ERROR\0";
    try (FakeClamd clamd = FakeClamd.saying(reply, 70_000)) {
      assertThatThrownBy(() -> scan(clamd).check(REQUIRED, file)).isInstanceOf(Unscannable.class);
    }
    try (FakeClamd clamd = FakeClamd.saying(reply, 70_000)) {
      assertThatCode(() -> scan(clamd).check(IF_AVAILABLE, file)).doesNotThrowAnyException();
    }
  }

  @Test
  void whoeverWantsNoScanGetsNone() throws IOException {
    try (FakeClamd clamd = FakeClamd.saying("stream: Virus FOUND\0")) {
      assertThatCode(() -> scan(clamd).check(OFF, file)).doesNotThrowAnyException();
      assertThat(clamd.received()).isZero();
    }
  }

  @Test
  void theScannerIsNamedByTheEnvironment() {
    assertThat(Clamd.from(Map.<String, String>of()::get)).isEmpty();
    assertThat(Clamd.from(Map.of("CLAMD_HOST", "scanner.intern")::get)).isPresent();
    assertThat(Clamd.from(Map.of("CLAMD_SOCKET", "/run/clamav/clamd.ctl")::get)).isPresent();
    assertThatThrownBy(() -> Clamd.from(Map.of("CLAMD_HOST", "a", "CLAMD_PORT", "x")::get))
        .hasMessageContaining("CLAMD_PORT");
  }

  private void assertUnavailable(VirusScan scan) {
    assertThatThrownBy(() -> scan.check(REQUIRED, file))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> assertThat(problem.type()).isEqualTo(ProblemType.UNAVAILABLE));
  }

  private static VirusScan scan(FakeClamd clamd) {
    return scan(clamd.address());
  }

  private static VirusScan scan(SocketAddress address) {
    return new VirusScan(Optional.of(new Clamd(address, Duration.ofSeconds(2))));
  }
}
