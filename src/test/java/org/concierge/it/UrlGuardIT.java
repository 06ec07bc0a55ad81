package org.concierge.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses that are never called (SRF-01), over HTTP; UrlImportTest has those of this machine. */
class UrlGuardIT {
  private static final String UPLOAD = "/api/v1/upload";

  private static TestInstallation installation;
  private static TestTenant tenant;
  private static FakeSite site;

  @BeforeAll
  static void start() throws IOException {
    installation = TestInstallation.shared();
    site = FakeSite.start();
    tenant = TestTenant.fast(installation, "url-guard", Map.of());
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://169.254.169.254/latest/meta-data/",
        "http://10.0.0.1/",
        "http://[fd00::1]/",
        "http://0/",
        "http://2852039166/",
        "http://0xa9.0xfe.0xa9.0xfe/",
        "http://0251.0376.0251.0376/",
        "http://example.com@169.254.169.254/",
        "file:///etc/passwd",
        "gopher://10.0.0.1/",
        "jar:http://10.0.0.1/a.jar!/"
      })
  void anAddressInsideIsRefusedAtOnce(String address) {
    long before = documents();

    Answer json = tenant.uploader().post(UPLOAD, Map.of("url", address));
    Answer form = tenant.uploader().upload(UPLOAD, Map.of("url", address));
    Answer info = tenant.uploader().get("/media-info?url=" + encoded(address));

    for (Answer answer : List.of(json, form, info)) {
      assertThat(answer.status()).as(answer.toString()).isEqualTo(422);
      assertThat(answer.json().path("detail").asText()).startsWith("This address cannot be called");
    }
    assertThat(documents()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://169.254.169.254/latest/", "file:///etc/passwd", "gopher://127.0.0.1/"})
  void aRedirectInsideIsNotFollowed(String target) {
    String path = "/redirect-" + Math.abs(target.hashCode());
    site.redirect(path, target);

    assertThat(tenant.failed(imported(path))).startsWith("This address cannot be called");
  }

  @Test
  void aTenantChoosesItsHosts() {
    TestTenant off = TestTenant.fast(installation, "no-urls", Map.of("URL_IMPORT", "off"));
    TestTenant few =
        TestTenant.fast(installation, "few-urls", Map.of("URL_IMPORT_HOSTS", "www.example.com"));

    for (TestTenant other : List.of(off, few)) {
      assertThat(other.uploader().post(UPLOAD, Map.of("url", site.at("/ferry"))).status())
          .isEqualTo(422);
    }
  }

  private static String imported(String path) {
    Answer answer = tenant.uploader().post(UPLOAD, Map.of("url", site.at(path)));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
    return answer.json().at("/documents/0/id").asText();
  }

  private static long documents() {
    return tenant.admin().get("/api/v1/documents?limit=200").json().path("items").size();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
