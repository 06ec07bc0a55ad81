package org.concierge.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The server as a whole: it is there, it is ours, and only from this machine. */
class HealthIT {
  private static TestInstallation installation;

  @BeforeAll
  static void installation() {
    installation = TestInstallation.shared();
  }

  @Test
  void isReady() {
    assertThat(installation.api().get("/api/v1/health/ready").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/health",
        "/health/ready",
        "/health/live",
        "/metrics",
        "/metrics/base",
        "/openapi",
        "/openapi/application.wadl",
        "/wildfly-services",
      })
  void whatTheServerWouldTellAnyoneIsNotThere(String path) {
    assertThat(installation.api().get(path).status()).isEqualTo(404);
  }

  @Test
  void listensOnTheLoopbackAddressOnly() {
    List<ListeningPorts.Port> ports = ListeningPorts.of(installation.server().pid());

    assertThat(ports)
        .extracting(ListeningPorts.Port::number)
        .contains(installation.url().getPort());
    assertThat(ports).allMatch(ListeningPorts.Port::loopback);
    // The other one of WildFly is its management.
    int expected = System.getProperty("concierge.server", "payara").equals("wildfly") ? 2 : 1;
    assertThat(ports).hasSize(expected);
  }
}
