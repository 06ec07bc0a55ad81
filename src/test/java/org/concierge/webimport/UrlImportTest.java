package org.concierge.webimport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.Set;
import org.concierge.outbound.OutboundClient;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.tenant.SampleTenant;
import org.concierge.tenant.Tenant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlImportTest {
  private static final Tenant TENANT = SampleTenant.with("");

  private final OutboundClient outbound = OutboundClient.forDocuments(false, Set.of());

  @AfterEach
  void close() {
    outbound.close();
  }

  /** SRF-01: none of these is called, and whoever asks is told why. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:%d/",
        "https://127.0.0.1:%d/",
        "http://localhost:%d/",
        "http://localhost.:%d/",
        "http://[::1]:%d/",
        "http://[::ffff:127.0.0.1]:%d/",
        "http://0:%d/",
        "http://0.0.0.0:%d/",
        "http://2130706433:%d/",
        "http://0x7f000001:%d/",
        "http://017700000001:%d/",
        "http://0177.0.0.1:%d/",
        "http://127.1:%d/",
        "http://169.254.169.254:%d/latest/meta-data/",
        "http://10.0.0.1:%d/",
        "http://example.com@127.0.0.1:%d/",
        "http://user:secret@example.com:%d/",
        "file:///etc/passwd",
        "gopher://127.0.0.1:%d/",
        "jar:http://127.0.0.1:%d/a.jar!/",
        "ftp://127.0.0.1:%d/",
        "//127.0.0.1:%d/",
        "not an address",
        ""
      })
  void anAddressInsideIsRefusedBeforeItIsCalled(String address) throws IOException {
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      listener.setSoTimeout(20);
      String text = address.replace("%d", String.valueOf(listener.getLocalPort()));

      assertThatThrownBy(() -> UrlImport.checked(TENANT, text, outbound))
          .isInstanceOfSatisfying(
              Problem.class,
              problem -> {
                assertThat(problem.type()).isEqualTo(ProblemType.UNPROCESSABLE);
                assertThat(problem.detail()).isNotBlank().doesNotContain("secret");
              });
      assertThatThrownBy(listener::accept).isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void aTenantMayImportNothing() {
    assertRefused(SampleTenant.with("URL_IMPORT=off"), "https://93.184.216.34/", "URL_IMPORT");
  }

  @Test
  void aTenantMayImportFromItsHostsAlone() {
    Tenant tenant = SampleTenant.with("URL_IMPORT_HOSTS=93.184.216.34 *.example.com");

    assertRefused(tenant, "https://93.184.216.35/", "URL_IMPORT_HOSTS");
    assertThat(UrlImport.checked(tenant, "https://93.184.216.34/a", outbound))
        .isEqualTo(URI.create("https://93.184.216.34/a"));
  }

  @Test
  void whatStandsBehindTheHashIsTheReadersBusiness() {
    assertThat(UrlImport.checked(TENANT, " https://93.184.216.34/ä/../b?x=1#part ", outbound))
        .isEqualTo(URI.create("https://93.184.216.34/b?x=1"));
  }

  @ParameterizedTest
  @CsvSource({
    "https://example.com/a/report.pdf, report.pdf",
    "https://example.com/a/, a",
    "https://Example.com, example.com",
    "https://example.com/a%2F..%2Fb, b"
  })
  void aDocumentIsCalledByItsAddressAtFirst(String address, String name) {
    assertThat(UrlImport.name(URI.create(address))).isEqualTo(name);
  }

  private void assertRefused(Tenant tenant, String address, String why) {
    assertThatThrownBy(() -> UrlImport.checked(tenant, address, outbound))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> assertThat(problem.type()).isEqualTo(ProblemType.UNPROCESSABLE))
        .hasMessageContaining(why);
  }
}
