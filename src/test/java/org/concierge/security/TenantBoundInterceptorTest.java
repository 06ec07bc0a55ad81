package org.concierge.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.interceptor.InvocationContext;
import jakarta.ws.rs.core.EntityPart;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.concierge.access.CurrentPrincipal;
import org.concierge.access.FakeRequest;
import org.concierge.access.FormPart;
import org.concierge.access.Principal;
import org.concierge.access.Scope;
import org.concierge.access.TenantBound;
import org.concierge.access.TenantSelecting;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.tenant.Tenant.Endpoint;
import org.concierge.tenant.TenantContext;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.TenantScope;
import org.concierge.tenant.Tenants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TenantBoundInterceptorTest {
  private static final TenantId ACME = new TenantId("acme");

  @TempDir private Path folder;
  private final TenantContext context = new TenantContext();
  private final TenantBoundInterceptor interceptor = new TenantBoundInterceptor();
  private FakeRequest request;
  private String query;

  /** Endpoints with everything that can be switched off. */
  @TenantBound(Endpoint.ADMIN)
  static class Resource {
    void byItsClass() {}

    @TenantBound(Endpoint.CHAT)
    void chat() {}

    @TenantBound
    void always() {}
  }

  private record Body(String tenantId) implements TenantSelecting {}

  @BeforeEach
  void aRequestOfAcme() throws IOException {
    settings("");
    request = new FakeRequest().on("getQueryString", x -> query);
    CurrentPrincipal.accept(
        request.servlet, Principal.ofKey(new UUID(0, 1), "ck_01234567", ACME, Set.of(Scope.CHAT)));
    Injected.into(interceptor, "caller", request.caller());
    Injected.into(interceptor, "context", context);
    Injected.into(interceptor, "tenants", new Tenants(folder));
    Injected.into(interceptor, "request", request.servlet);
  }

  @Test
  void theEndpointWorksInsideItsTenantsScope() throws Exception {
    Object seen = call("always", TenantScope::current);

    assertThat(seen).isEqualTo(Optional.of(ACME));
    assertThat(context.id()).isEqualTo(ACME);
    assertThat(TenantScope.current()).isEmpty();
  }

  @Test
  void whatTheEndpointThrowsComesOutAndTheScopeEnds() {
    IOException thrown =
        catchThrowableOfType(
            IOException.class,
            () ->
                call(
                    "always",
                    () -> {
                      throw new IOException("x");
                    }));

    assertThat(thrown).hasMessage("x");
    assertThat(TenantScope.current()).isEmpty();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "tenant=acme",
        "a=b&tenant=acme",
        "tenant=%61cme",
        "xtenant=globex",
        "tenants"
      })
  void aQueryThatNamesNoOtherTenantIsServed(String text) throws Exception {
    query = text;

    assertThat(call("always", () -> "served")).isEqualTo("served");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tenant=globex",
        "tenant=",
        "tenant",
        "a=b&tenant=ACME",
        "tenant=acme%00",
        "tenant=%67lobex",
        "tenant=%zz",
        "%74enant=globex"
      })
  void aQueryThatNamesAnotherTenantIsRefused(String text) {
    query = text;

    assertThat(refusal("always").type()).isEqualTo(ProblemType.FORBIDDEN);
  }

  @Test
  void aHeaderMayConfirmTheTenantOnly() throws Exception {
    request.header("X-Tenant-ID", "acme");
    assertThat(call("always", () -> "served")).isEqualTo("served");

    request.header("X-Tenant-ID", "globex");
    assertThat(refusal("always").type()).isEqualTo(ProblemType.FORBIDDEN);
  }

  @Test
  void aBodyMayConfirmTheTenantOnly() throws Exception {
    assertThat(call("always", () -> "served", new Body("acme"))).isEqualTo("served");
    assertThat(call("always", () -> "served", new Body(null), null, "globex")).isEqualTo("served");

    assertThat(refusal("always", new Body("globex")).type()).isEqualTo(ProblemType.FORBIDDEN);
  }

  @Test
  void aFormMayConfirmTheTenantOnly() throws Exception {
    assertThat(call("always", () -> "served", form("tenant_id", "acme"))).isEqualTo("served");

    assertThat(refusal("always", form("tenant_id", "globex")).type())
        .isEqualTo(ProblemType.FORBIDDEN);
    assertThat(refusal("always", form("tenant_id", "acme", "tenant_id", "globex")).type())
        .isEqualTo(ProblemType.CONFLICTING_TENANTS);
  }

  @Test
  void whatElseAFormHoldsNamesNoTenant() throws Exception {
    assertThat(call("always", () -> "served", form("title", "globex"))).isEqualTo("served");
    assertThat(
            call(
                "always",
                () -> "served",
                List.of(new FormPart("tenant_id", "a.pdf", "globex".getBytes()))))
        .isEqualTo("served");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "globex, tenant=acme, -",
        "-, tenant=acme, globex",
        "globex, -, acme",
        "a, tenant=b, c"
      })
  void selectorsThatDifferConflict(String body, String inQuery, String header) {
    query = inQuery;
    if (header != null) {
      request.header("X-Tenant-ID", header);
    }

    assertThat(refusal("always", new Body(body)).type()).isEqualTo(ProblemType.CONFLICTING_TENANTS);
  }

  @Test
  void aRefusedSelectionNeverReachesTheEndpoint() {
    query = "tenant=globex";

    catchThrowableOfType(
        Problem.class,
        () ->
            call(
                "always",
                () -> {
                  throw new AssertionError("served");
                }));
  }

  @Test
  void anEndpointThatIsSwitchedOffIsNotFound() throws Exception {
    settings("ENDPOINT_CHAT_ENABLED=false");

    assertThat(refusal("chat").type()).isEqualTo(ProblemType.NOT_FOUND);
    assertThat(call("always", () -> "served")).isEqualTo("served");
    assertThat(call("byItsClass", () -> "served")).isEqualTo("served");
  }

  @Test
  void theClassNamesTheSwitchOfItsMethods() throws Exception {
    settings("ENDPOINT_ADMIN_ENABLED=false");

    assertThat(refusal("byItsClass").type()).isEqualTo(ProblemType.NOT_FOUND);
    assertThat(call("chat", () -> "served")).isEqualTo("served");
  }

  @Test
  void theCredentialsOfATenantThatIsGoneAreNobodys() throws IOException {
    Files.delete(folder.resolve("acme/.env"));

    assertThat(refusal("always").type()).isEqualTo(ProblemType.UNAUTHENTICATED);
  }

  @Test
  void aTenantWhoseSettingsAreBadIsUnavailable() throws IOException {
    settings("nonsense");

    assertThat(refusal("always").type()).isEqualTo(ProblemType.TENANT_UNAVAILABLE);
  }

  @Test
  void aStrangerIsAskedForACredentialFirst() {
    query = "tenant=globex";
    Injected.into(interceptor, "caller", new FakeRequest().caller());

    assertThat(refusal("always").type()).isEqualTo(ProblemType.UNAUTHENTICATED);
  }

  private void settings(String text) throws IOException {
    Files.createDirectories(folder.resolve("acme"));
    Files.writeString(folder.resolve("acme/.env"), text);
  }

  private Problem refusal(String method, Object... parameters) {
    return catchThrowableOfType(Problem.class, () -> call(method, () -> "served", parameters));
  }

  private static List<EntityPart> form(String... namesAndValues) {
    List<EntityPart> parts = new ArrayList<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      parts.add(FormPart.field(namesAndValues[i], namesAndValues[i + 1]));
    }
    return parts;
  }

  private Object call(String name, Callable<?> endpoint, Object... parameters) throws Exception {
    Method method = Resource.class.getDeclaredMethod(name);
    InvocationContext invocation =
        (InvocationContext)
            Proxy.newProxyInstance(
                InvocationContext.class.getClassLoader(),
                new Class<?>[] {InvocationContext.class},
                (self, called, arguments) ->
                    switch (called.getName()) {
                      case "getParameters" -> parameters;
                      case "getMethod" -> method;
                      case "proceed" -> endpoint.call();
                      default -> throw new UnsupportedOperationException(called.getName());
                    });
    return interceptor.bind(invocation);
  }
}
