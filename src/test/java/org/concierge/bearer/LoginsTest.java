package org.concierge.bearer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.concierge.access.Principal;
import org.concierge.access.Role;
import org.concierge.access.Scope;
import org.concierge.identity.User;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoginsTest {
  @TempDir private Path home;
  private Bench bench;
  private Logins logins;

  @BeforeEach
  void nobodyIsIn() {
    bench = new Bench(home);
    logins = bench.logins;
  }

  @Test
  void whoIsInIsThePersonAsTheyAreNow() {
    User user = bench.user(Role.MEMBER);
    Login login = bench.login(user);

    Principal principal = logins.current(user.tenant(), login.id()).orElseThrow();

    assertThat(principal.id()).isEqualTo(user.id());
    assertThat(principal.login()).hasValue(login.id());
    assertThat(principal.scopes()).isEqualTo(Role.MEMBER.scopes());
    assertThat(principal.person().orElseThrow().groups())
        .containsExactlyInAnyOrder("Sales", "board");
  }

  @Test
  void aLoginOfAnotherTenantIsNobodys() {
    Login login = bench.login(bench.user(Role.MEMBER));

    assertThat(logins.current(new org.concierge.tenant.TenantId("globex"), login.id())).isEmpty();
    assertThat(logins.current(Bench.ACME, UUID.randomUUID())).isEmpty();
  }

  @Test
  void aLoginGivesNoMoreThanTheRoleDoesByNow() {
    User user = bench.user(Role.ADMIN);
    Login login = bench.login(user);
    bench.stored(user.id(), Role.VIEWER, User.Status.ACTIVE, user.validFrom());

    assertThat(logins.current(user.tenant(), login.id()).orElseThrow().scopes())
        .isEqualTo(Set.of(Scope.USAGE));
  }

  @Test
  void aLoginForAnotherProgramGivesWhatItWasLetInFor() {
    User user = bench.user(Role.ADMIN);
    Login login = logins.begin(user, Channel.OAUTH, Set.of(Scope.CHAT), "cc_1");

    assertThat(logins.current(user.tenant(), login.id()).orElseThrow().scopes())
        .isEqualTo(Set.of(Scope.CHAT));
  }

  @Test
  void aLoginThatHasEndedIsNobodys() {
    User user = bench.user(Role.MEMBER);
    Login ended = bench.login(user);
    Login other = bench.login(user);
    logins.current(user.tenant(), ended.id());

    logins.end(user.tenant(), ended.id());

    assertThat(logins.current(user.tenant(), ended.id())).isEmpty();
    assertThat(logins.current(user.tenant(), other.id())).isPresent();
    logins.endAll(user.tenant(), user.id());
    assertThat(logins.current(user.tenant(), other.id())).isEmpty();
    assertThat(logins.of(user.tenant(), user.id())).isEmpty();
  }

  @Test
  void aUserWhoIsDisabledOrGoneIsNotIn() {
    User user = bench.user(Role.MEMBER);
    Login login = bench.login(user);
    bench.stored(user.id(), user.role(), User.Status.DISABLED, user.validFrom());

    assertThat(logins.current(user.tenant(), login.id())).isEmpty();
  }

  @Test
  void loggingOutEverywhereEndsWhatBeganBefore() {
    User user = bench.user(Role.MEMBER);
    Login before = bench.login(user);
    Tokens tokens = logins.tokens(before, user);
    bench.pass(Duration.ofSeconds(1));
    bench.stored(user.id(), user.role(), User.Status.ACTIVE, bench.clock.instant());

    assertThat(logins.current(user.tenant(), before.id())).isEmpty();
    assertThat(refused(tokens.refreshToken())).isTrue();
    assertThat(logins.current(user.tenant(), bench.login(user).id()))
        .as("at the same moment, but after it")
        .isPresent();
  }

  @Test
  void aRefreshTokenIsGoodForOnce() {
    User user = bench.user(Role.MEMBER);
    Login login = bench.login(user);
    Tokens first = logins.tokens(login, user);
    Tokens second = logins.refresh(first.refreshToken());

    assertThat(bench.bearers.verify(second.accessToken()).id()).isEqualTo(user.id());
    assertThat(refused(first.refreshToken())).isTrue();
    assertThat(refused(second.refreshToken())).as("the login has ended").isTrue();
    assertThat(logins.of(user.tenant(), user.id())).isEmpty();
  }

  @Test
  void aRefreshTokenIsGoodForItsProgramAlone() {
    User user = bench.user(Role.MEMBER);
    Login login = logins.begin(user, Channel.OAUTH, user.role().scopes(), "cc_1");
    Tokens tokens = logins.tokens(login, user);

    assertThat(refused(tokens.refreshToken())).isTrue();
    assertThat(
            catchThrowableOfType(
                Problem.class, () -> logins.refresh(tokens.refreshToken(), "cc_2")))
        .isNotNull();
    assertThat(logins.refresh(tokens.refreshToken(), "cc_1")).isNotNull();
  }

  @Test
  void aRefreshTokenExpires() {
    User user = bench.user(Role.MEMBER);
    Tokens tokens = logins.tokens(bench.login(user), user);
    bench.pass(Duration.ofDays(31));

    assertThat(refused(tokens.refreshToken())).isTrue();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "cr_", "cr_short", "ck_00000000_x", "' or true"})
  void whatWeNeverIssuedIsRefused(String token) {
    assertThat(refused(token)).isTrue();
  }

  private boolean refused(String token) {
    Problem problem = catchThrowableOfType(Problem.class, () -> logins.refresh(token));
    return problem != null && problem.type() == ProblemType.UNAUTHENTICATED;
  }
}
