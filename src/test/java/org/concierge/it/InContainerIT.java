package org.concierge.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.servlet.http.HttpServletRequest;
import java.io.File;
import java.net.URISyntaxException;
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

  private static File jarOf(Class<?> type) throws URISyntaxException {
    return new File(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}
