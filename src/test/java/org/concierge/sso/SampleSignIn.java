package org.concierge.sso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.concierge.it.FakeProvider;
import org.concierge.it.FakeProvider.Word;
import org.concierge.outbound.OutboundClient;
import org.concierge.sso.Provider.Identity;
import org.concierge.tenant.SampleTenant;
import org.concierge.tenant.SingleSignOn;

/** A sign-in with a provider that a test tells what to say. */
final class SampleSignIn implements AutoCloseable {
  static final URI CALLBACK = URI.create("http://127.0.0.1:1/callback");
  static final String SECRET = "client-secret-of-thirty-two-bytes";

  final FakeProvider fake;
  final Attempt attempt = Attempt.begin();
  final OutboundClient outbound = OutboundClient.create(true);
  final Providers providers = new Providers(outbound);

  SampleSignIn() {
    try {
      fake = FakeProvider.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  SingleSignOn settings() {
    return SampleTenant.with(
            "OIDC_ISSUER=" + fake.issuer(),
            "OIDC_CLIENT_ID=" + FakeProvider.CLIENT,
            "OIDC_CLIENT_SECRET=" + SECRET)
        .singleSignOn()
        .orElseThrow();
  }

  Provider provider() {
    return providers.of(settings());
  }

  Identity identify(Map<String, Object> claims) {
    return identify(
        honest -> {
          claims.forEach(honest::claim);
          return fake.signed(honest.build());
        });
  }

  Identity identify(Word word) {
    String code = code(fake.signIn(provider().authorization(attempt, CALLBACK), word));
    return provider().identify(attempt, CALLBACK, code, Optional.empty());
  }

  /** Of somebody who has signed in. */
  String code() {
    return code(fake.signIn(provider().authorization(attempt, CALLBACK), Map.of("sub", "1")));
  }

  private static String code(URI answer) {
    return answer.getQuery().replaceFirst(".*code=([^&]*).*", "$1");
  }

  static void assertProblem(Runnable work, SsoProblem problem) {
    assertThatThrownBy(work::run)
        .isInstanceOfSatisfying(
            SsoProblem.Refused.class, refused -> assertThat(refused.what()).isEqualTo(problem));
  }

  @Override
  public void close() {
    fake.close();
    outbound.close();
  }
}
