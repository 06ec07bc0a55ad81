package org.concierge.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.concierge.access.Role;
import org.concierge.it.RawHttp.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How many guesses are borne, and whom they keep out. */
class LoginGuessesIT {
  private static final String LOGIN = "/api/v1/auth/login";

  private final TestInstallation installation = TestInstallation.shared();
  private final Api nobody = installation.api();
  private TestTenant tenant;
  private TestPerson person;

  @BeforeEach
  void aPerson() {
    allTriesAgain();
    tenant = TestTenant.fast(installation, "guesses", Map.of());
    person = TestPerson.in(installation, tenant.id(), tenant.id() + "@example.com", Role.MEMBER);
  }

  /** Other tests log in from this address too. */
  @AfterEach
  void allTriesAgain() {
    new Rows(installation.postgres()).change(Rows.CHATDB, "delete from throttle");
  }

  @Test
  void aHundredGuessesAreSlowedDown() {
    List<Answer> answers = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      answers.add(person.login(nobody, "guess number " + i));
    }

    assertThat(answers).filteredOn(answer -> answer.status() == 401).hasSizeBetween(10, 14);
    assertThat(answers).filteredOn(answer -> answer.status() == 429).hasSizeGreaterThan(85);
    Answer last = answers.get(99);
    assertThat(Integer.parseInt(last.header("Retry-After"))).isBetween(1, 30);
    assertThat(last.text()).contains("urn:concierge:problem:too-many-requests");
    assertThat(person.login(nobody, person.password()).status()).as("in time").isEqualTo(429);
  }

  @Test
  void guessesAtAnUnknownAccountAreSlowedDownAlike() {
    List<Integer> statuses = new ArrayList<>();
    for (int i = 0; i < 15; i++) {
      statuses.add(login(attempt(tenant.id(), "who@example.com", "guess " + i)).status());
    }

    assertThat(statuses.subList(0, 10)).containsOnly(401);
    assertThat(statuses.subList(12, 15)).containsOnly(429);
  }

  @Test
  void guessesSpreadOverAccountsAreSlowedDown() {
    int guesses = Load.thinned(1_000);
    long start = System.nanoTime();
    int refused = 0;
    for (int i = 0; i < guesses; i++) {
      int status = login(attempt("", "spread" + i + "@example.com", "Summer2026!")).status();
      assertThat(status).isIn(401, 429);
      refused += status == 429 ? 1 : 0;
    }

    long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
    assertThat(guesses - refused).isBetween(30, (int) (31 + seconds / 2 + 1));
  }

  @Test
  void nobodyIsLockedOutByOthers() {
    assertThat(from("127.0.0.1", person.password()).status()).isEqualTo(200);
    int wrong = 0;
    for (int i = 0; i < 70; i++) {
      wrong += from("127.0.1." + (1 + i / 9), "guess " + i).status() == 401 ? 1 : 0;
    }

    assertThat(wrong).as("guesses from everywhere").isBetween(49, 54);
    assertThat(from("127.0.2.1", person.password()).status()).as("a new place").isEqualTo(429);
    assertThat(from("127.0.0.1", person.password()).status()).as("at home").isEqualTo(200);
    assertThat(from("127.0.0.1", "a slip").status()).as("a slip at home").isEqualTo(401);
  }

  @Test
  void whatSucceedsIsNotCounted() {
    for (int i = 0; i < 40; i++) {
      assertThat(person.login(nobody, person.password()).status()).isEqualTo(200);
    }
  }

  private Answer login(Object body) {
    return nobody.post(LOGIN, body);
  }

  private static Map<String, String> attempt(String tenant, String email, String password) {
    return tenant.isEmpty()
        ? Map.of("email", email, "password", password)
        : Map.of("tenant_id", tenant, "email", email, "password", password);
  }

  /** From another address of the loopback network. */
  private Reply from(String address, String password) {
    String body =
        "{\"tenant_id\": \"%s\", \"email\": \"%s\", \"password\": \"%s\"}"
            .formatted(tenant.id(), person.email(), password);
    String head =
        "POST "
            + LOGIN
            + " HTTP/1.1\r\nContent-Type: application/json\r\nConnection: close"
            + "\r\nContent-Length: "
            + body.length();
    return RawHttp.send(address, installation.url(), head, body);
  }
}
