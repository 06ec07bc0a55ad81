package org.concierge.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.Method;
import java.util.Set;
import java.util.UUID;
import org.concierge.access.CurrentPrincipal;
import org.concierge.access.FakeRequest;
import org.concierge.access.Principal;
import org.concierge.access.Public;
import org.concierge.access.Requires;
import org.concierge.access.Scope;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.tenant.TenantId;
import org.junit.jupiter.api.Test;

class AccessFilterTest {
  private final FakeRequest request = new FakeRequest();

  /** Endpoints with everything that can stand on a method. */
  static class Plain {
    @Public("nothing is given away")
    void open() {}

    @Requires(Scope.CHAT)
    void chat() {}

    @Requires({Scope.DOCUMENTS_READ, Scope.DOCUMENTS_WRITE})
    void both() {}

    void forgotten() {}
  }

  /** What a server puts in front of a resource: a subclass without annotations. */
  static class Proxied extends Plain {
    @Override
    void chat() {}

    @Override
    void forgotten() {}
  }

  @Requires(Scope.AUDIT)
  static class Guarded {
    void inherits() {}

    @Requires(Scope.USAGE)
    void ownScope() {}

    @Public("nothing is given away")
    void open() {}
  }

  @Public("nothing is given away")
  static class Open {
    void inherits() {}

    @Requires(Scope.CHAT)
    void guarded() {}
  }

  static class GuardedProxy extends Guarded {
    @Override
    void inherits() {}
  }

  @Test
  void aPublicEndpointIsOpenToAStranger() {
    assertOpen(Plain.class, "open");
  }

  @Test
  void aBadCredentialDoesNotCloseAPublicEndpoint() {
    CurrentPrincipal.refuse(request.servlet, new Problem(ProblemType.UNAUTHENTICATED, "x"));

    assertOpen(Plain.class, "open");
  }

  @Test
  void anEndpointThatSaysNothingIsOpenToNobody() {
    callerMay(Scope.values());

    assertThat(refusal(Plain.class, "forgotten").type()).isEqualTo(ProblemType.FORBIDDEN);
    assertThat(refusal(Proxied.class, "forgotten").type()).isEqualTo(ProblemType.FORBIDDEN);
  }

  @Test
  void aStrangerIsAskedForACredential() {
    assertThat(refusal(Plain.class, "chat").type()).isEqualTo(ProblemType.UNAUTHENTICATED);
  }

  @Test
  void aCallerWithTheScopeComesIn() {
    callerMay(Scope.CHAT);

    assertOpen(Plain.class, "chat");
    assertOpen(Proxied.class, "chat");
  }

  @Test
  void aCallerWithoutTheScopeIsToldWhichItLacks() {
    callerMay(Scope.DOCUMENTS_READ);

    assertThat(refusal(Plain.class, "chat").type()).isEqualTo(ProblemType.FORBIDDEN);
    assertThat(refusal(Plain.class, "chat").detail())
        .isEqualTo("This credential lacks the scope chat.");
    assertThat(refusal(Proxied.class, "chat").type()).isEqualTo(ProblemType.FORBIDDEN);
  }

  @Test
  void ofSeveralScopesAllAreNeeded() {
    callerMay(Scope.DOCUMENTS_READ);
    assertThat(refusal(Plain.class, "both").detail()).contains("documents:write");

    callerMay(Scope.DOCUMENTS_WRITE);
    assertThat(refusal(Plain.class, "both").detail()).contains("documents:read");

    callerMay(Scope.DOCUMENTS_READ, Scope.DOCUMENTS_WRITE);
    assertOpen(Plain.class, "both");
  }

  @Test
  void theClassSpeaksForItsMethods() {
    callerMay(Scope.AUDIT);

    assertOpen(Guarded.class, "inherits");
    assertOpen(GuardedProxy.class, "inherits");
    assertOpen(Open.class, "inherits");

    callerMay(Scope.CHAT);
    assertThat(refusal(Guarded.class, "inherits").type()).isEqualTo(ProblemType.FORBIDDEN);
    assertThat(refusal(GuardedProxy.class, "inherits").type()).isEqualTo(ProblemType.FORBIDDEN);
  }

  @Test
  void aMethodSpeaksForItself() {
    callerMay(Scope.USAGE);

    assertOpen(Guarded.class, "ownScope");
    assertOpen(Guarded.class, "open");
  }

  @Test
  void aPublicClassDoesNotOpenAMethodThatRequiresAScope() {
    assertThat(refusal(Open.class, "guarded").type()).isEqualTo(ProblemType.UNAUTHENTICATED);

    callerMay(Scope.AUDIT);
    assertThat(refusal(Open.class, "guarded").type()).isEqualTo(ProblemType.FORBIDDEN);
  }

  private void callerMay(Scope... scopes) {
    CurrentPrincipal.accept(
        request.servlet,
        Principal.ofKey(new UUID(0, 1), "ck_01234567", new TenantId("acme"), Set.of(scopes)));
  }

  private void assertOpen(Class<?> type, String method) {
    assertThatCode(() -> call(type, method)).doesNotThrowAnyException();
  }

  private Problem refusal(Class<?> type, String method) {
    return catchThrowableOfType(Problem.class, () -> call(type, method));
  }

  private void call(Class<?> type, String method) {
    AccessFilter filter = new AccessFilter(request.caller());
    Injected.into(filter, "resource", new Called(type, method));
    filter.filter(null);
  }

  /** The endpoint that was found for a request; a proxy's method is known by its resource's. */
  private record Called(Class<?> type, String method) implements ResourceInfo {
    @Override
    public Method getResourceMethod() {
      for (Class<?> from = type; from != null; from = from.getSuperclass()) {
        try {
          return from.getDeclaredMethod(method);
        } catch (NoSuchMethodException e) {
          // Declared further up.
        }
      }
      throw new AssertionError(method);
    }

    @Override
    public Class<?> getResourceClass() {
      return type;
    }
  }
}
