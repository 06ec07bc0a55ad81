package org.concierge.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TenantScopeTest {
  private static final TenantId ACME = new TenantId("acme");
  private static final TenantId GLOBEX = new TenantId("globex");

  @AfterEach
  void noTestLeavesATenantBehind() {
    assertThat(TenantScope.current()).isEmpty();
  }

  @Test
  void withoutAScopeThereIsNoTenant() {
    assertThatThrownBy(() -> TenantScope.require(ACME))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("No tenant");
  }

  @Test
  void insideItsScopeATenantIsServed() {
    TenantScope.run(
        ACME,
        () -> {
          assertThat(TenantScope.current()).contains(ACME);
          assertThatCode(() -> TenantScope.require(ACME)).doesNotThrowAnyException();
        });
  }

  @Test
  void insideAScopeAnotherTenantIsAnError() {
    TenantScope.run(
        ACME,
        () ->
            assertThatThrownBy(() -> TenantScope.require(GLOBEX))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("another tenant"));
  }

  @Test
  void aThreadCannotSlipIntoAnotherTenant() {
    TenantScope.run(
        ACME,
        () -> {
          assertThatThrownBy(() -> TenantScope.run(GLOBEX, TenantScopeTest::neverReached))
              .isInstanceOf(IllegalStateException.class);
          assertThat(TenantScope.current()).contains(ACME);
        });
  }

  @Test
  void theSameTenantMayBeEnteredTwice() {
    TenantScope.run(
        ACME,
        () -> {
          TenantScope.run(ACME, () -> TenantScope.require(ACME));
          TenantScope.require(ACME);
        });
  }

  @Test
  void aNewThreadHasNoTenant() {
    Optional<TenantId> seen =
        TenantScope.get(
            ACME,
            () -> {
              CompletableFuture<Optional<TenantId>> other = new CompletableFuture<>();
              new Thread(() -> other.complete(TenantScope.current())).start();
              return other.join();
            });

    assertThat(seen).isEmpty();
  }

  @Test
  void anExceptionEndsTheScope() {
    assertThatThrownBy(
            () ->
                TenantScope.run(
                    ACME,
                    () -> {
                      throw new IllegalArgumentException("x");
                    }))
        .isInstanceOf(IllegalArgumentException.class);

    assertThat(TenantScope.current()).isEmpty();
  }

  @Test
  void anErrorEndsTheScope() {
    assertThatThrownBy(
            () ->
                TenantScope.run(
                    ACME,
                    () -> {
                      throw new StackOverflowError();
                    }))
        .isInstanceOf(StackOverflowError.class);

    assertThat(TenantScope.current()).isEmpty();
  }

  @Test
  void aCheckedExceptionComesOutAsItIs() {
    assertThatThrownBy(
            () ->
                TenantScope.call(
                    ACME,
                    () -> {
                      throw new IOException("x");
                    }))
        .isInstanceOf(IOException.class);
  }

  @Test
  void theWorksResultComesOut() throws Exception {
    assertThat(TenantScope.call(ACME, () -> 1)).isEqualTo(1);
    assertThat(TenantScope.<Integer>get(ACME, () -> 2)).isEqualTo(2);
  }

  @Test
  void aScopeForNoTenantServesNone() {
    TenantScope.run(
        null,
        () ->
            assertThatThrownBy(() -> TenantScope.require(ACME))
                .isInstanceOf(IllegalStateException.class));
  }

  private static void neverReached() {
    throw new AssertionError("ran for another tenant");
  }
}
