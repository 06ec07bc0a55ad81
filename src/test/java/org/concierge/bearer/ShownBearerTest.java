package org.concierge.bearer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import org.concierge.access.Role;
import org.concierge.identity.User;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bearer as MicroProfile JWT types its claims; the names are those of the TCK's cases. */
class ShownBearerTest {
  @Test
  void requiredClaimsHaveTheTypesOfTheSpecification(@TempDir Path home) {
    Bench bench = new Bench(home);
    User user = bench.user(Role.MEMBER);
    String bearer = bench.logins.tokens(bench.login(user), user).accessToken();

    JsonWebToken shown = (JsonWebToken) Bearers.shown(bearer, bench.bearers.verify(bearer));

    assertThat(shown.getName()).isEqualTo(user.email());
    assertThat(shown.getRawToken()).isEqualTo(bearer);
    assertThat(shown.getIssuer()).isEqualTo(Bench.ISSUER);
    assertThat(shown.getAudience()).isEqualTo(Set.of("concierge"));
    assertThat(shown.getSubject()).isEqualTo(user.id().toString());
    assertThat(shown.getGroups()).isEqualTo(Set.of("member"));
    assertThat(shown.getTokenID()).isNotBlank();
    assertThat(shown.getIssuedAtTime()).isEqualTo(bench.clock.instant().getEpochSecond());
    assertThat(shown.getExpirationTime()).isEqualTo(shown.getIssuedAtTime() + 900);
    assertThat(shown.<String>getClaim("tenant_id")).isEqualTo(user.tenant().value());
    assertThat(shown.<Object>getClaim("nothing")).isNull();
    assertThat(shown.getClaimNames()).contains("raw_token", "upn", "jti").doesNotContain("nothing");
  }
}
