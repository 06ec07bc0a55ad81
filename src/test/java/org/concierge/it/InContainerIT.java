package org.concierge.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.annotation.security.DeclareRoles;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.Assertions;
import org.concierge.access.CurrentPrincipal;
import org.concierge.access.Principal;
import org.concierge.access.TenantBound;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.tenant.TenantContext;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.TenantScope;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What only a container can show, from within it: that our annotations are woven into the WAR. */
@ExtendWith({SecondNode.class, ArquillianExtension.class})
class InContainerIT {
  private static final TenantId TENANT = new TenantId(SecondNode.TENANT);

  @Inject private Question question;
  @Inject private TenantContext context;
  @Inject private EntityManager entities;
  @Inject private HttpServletRequest request;

  /** Anything that works for a tenant. */
  @Dependent
  static class Question {
    @Inject private EntityManager entities;

    @TenantBound
    Optional<TenantId> whoseThreadIsThis() {
      return TenantScope.current();
    }

    @TenantBound
    Object whoseTransactionIsThis() {
      return entities
          .createNativeQuery("select current_setting('app.tenant_id')")
          .getSingleResult();
    }
  }

  /** What the container knows of who calls, as any servlet or resource may ask it. */
  @DeclareRoles({"admin", "operator"})
  @WebServlet("/caller")
  public static class CallerServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      JsonWebToken caller = (JsonWebToken) request.getUserPrincipal();
      response.setContentType("text/plain");
      response
          .getWriter()
          .print(
              String.join(
                  "\n",
                  caller.getName(),
                  String.valueOf(caller.getGroups()),
                  String.valueOf(caller.getAudience()),
                  caller.<String>getClaim("tenant_id"),
                  String.valueOf(caller.getExpirationTime() - caller.getIssuedAtTime()),
                  String.valueOf(caller.getClaimNames()),
                  caller.getRawToken(),
                  request.isUserInRole("admin") + " " + request.isUserInRole("operator")));
    }
  }

  @Deployment
  static WebArchive war() throws URISyntaxException {
    return ShrinkWrap.createFromZipFile(WebArchive.class, ServerUnderTest.WAR.toFile())
        .addClass(SecondNode.class)
        .addAsLibrary(jarOf(Assertions.class));
  }

  /** As the authentication mechanism does. */
  private void authenticated() {
    Principal caller = Principal.ofKey(UUID.randomUUID(), "test", TENANT, Set.of());
    CurrentPrincipal.accept(request, caller);
  }

  @Test
  void aBoundMethodRunsForTheCallersTenant() {
    authenticated();

    assertThat(question.whoseThreadIsThis()).contains(TENANT);
    assertThat(context.id()).isEqualTo(TENANT);
    assertThat(TenantScope.current()).as("after the call").isEmpty();
  }

  @Test
  void withoutACredentialABoundMethodIsNotCalled() {
    assertThatThrownBy(question::whoseThreadIsThis)
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> assertThat(problem.type()).isEqualTo(ProblemType.UNAUTHENTICATED));
  }

  @Test
  void theEntityManagerWorksForTheCallersTenant() {
    authenticated();

    assertThat(question.whoseTransactionIsThis()).isEqualTo(TENANT.value());
  }

  @Test
  void withoutATenantTheEntityManagerDoesNothing() {
    assertThatThrownBy(() -> entities.createNativeQuery("select 1").getSingleResult())
        .isInstanceOf(IllegalStateException.class);
  }

  /**
   * The cases PrincipalInjectionTest, ClaimValueInjection, AudArrayValidation and RolesAllowed of
   * the MicroProfile JWT TCK, which brings an issuer of its own and so cannot run against ours.
   */
  @Test
  void toTheContainerABearerIsAJsonWebToken() throws Exception {
    String server = "http://127.0.0.1:" + request.getLocalPort() + request.getContextPath();
    HttpClient client = HttpClient.newHttpClient();
    String login =
        "{\"tenant_id\": \"%s\", \"email\": \"%s\", \"password\": \"%s\"}"
            .formatted(SecondNode.TENANT, SecondNode.PERSON, SecondNode.PASSWORD);
    String tokens =
        client
            .send(
                HttpRequest.newBuilder(URI.create(server + "/api/v1/auth/login"))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(login))
                    .build(),
                BodyHandlers.ofString())
            .body();
    String bearer = tokens.replaceAll("(?s).*\"access_token\":\"([^\"]+)\".*", "$1");

    String[] caller =
        client
            .send(
                HttpRequest.newBuilder(URI.create(server + "/caller"))
                    .header("Authorization", "Bearer " + bearer)
                    .build(),
                BodyHandlers.ofString())
            .body()
            .split("\n");

    assertThat(caller)
        .containsExactly(
            SecondNode.PERSON,
            "[admin]",
            "[concierge]",
            SecondNode.TENANT,
            "900",
            "[aud, departments, exp, groups, iat, iss, jti, raw_token, scope, sid, sub, tenant_id,"
                + " upn]",
            bearer,
            "true false");
  }

  private static File jarOf(Class<?> type) throws URISyntaxException {
    return new File(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}
