package org.concierge.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.Assertions;
import org.concierge.access.CurrentPrincipal;
import org.concierge.access.Principal;
import org.concierge.access.TenantBound;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.security.TenantBoundInterceptor;
import org.concierge.tenant.TenantContext;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.TenantScope;
import org.concierge.tenant.Tenants;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What only a container can show, from inside it: that our annotations are woven in. */
@ExtendWith(ArquillianExtension.class)
class InContainerIT {
  private static final TenantId ACME = new TenantId("acme");

  @Inject private Question question;
  @Inject private TenantContext context;
  @Inject private HttpServletRequest request;

  /** Anything that works for a tenant. */
  @Dependent
  static class Question {
    @TenantBound
    Optional<TenantId> whoseThreadIsThis() {
      return TenantScope.current();
    }
  }

  /** In place of the installation: one tenant, without a database. */
  @ApplicationScoped
  static class TenantsProducer {
    @Produces
    Tenants tenants() throws IOException {
      Path folder = Files.createTempDirectory("in-container");
      Files.writeString(Files.createDirectory(folder.resolve("acme")).resolve(".env"), "");
      return new Tenants(folder);
    }
  }

  @Deployment
  static WebArchive war() throws URISyntaxException {
    return ShrinkWrap.create(WebArchive.class, "in-container.war")
        .addPackage(Problem.class.getPackage())
        .addPackage(TenantId.class.getPackage())
        .addPackage(TenantBound.class.getPackage())
        .addClasses(TenantBoundInterceptor.class, CurrentPrincipal.class)
        .addAsLibrary(jarOf(Assertions.class))
        .addAsWebInfResource(new StringAsset("<beans bean-discovery-mode='all'/>"), "beans.xml");
  }

  @Test
  void aBoundMethodRunsForTheCallersTenant() {
    request.setAttribute(
        "org.concierge.principal", new Principal(UUID.randomUUID(), "test", ACME, Set.of()));

    assertThat(question.whoseThreadIsThis()).contains(ACME);
    assertThat(context.id()).isEqualTo(ACME);
    assertThat(TenantScope.current()).as("after the call").isEmpty();
  }

  @Test
  void withoutACredentialABoundMethodIsNotCalled() {
    assertThatThrownBy(question::whoseThreadIsThis)
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> assertThat(problem.type()).isEqualTo(ProblemType.UNAUTHENTICATED));
  }

  private static File jarOf(Class<?> type) throws URISyntaxException {
    return new File(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}
