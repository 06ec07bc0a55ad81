package org.concierge.console;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.concierge.access.Public;
import org.concierge.access.RequestId;
import org.concierge.identity.User;
import org.concierge.limit.TrustedProxies;
import org.concierge.login.Attempt;
import org.concierge.login.PasswordLogin;
import org.concierge.problem.Problem;
import org.concierge.sso.SsoProblem;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.Tenants;

/** Signing in, with a password or at the tenant's identity provider. */
@Page
@Public("Here people prove who they are.")
public class LoginPage {
  private final LoginForm form = new LoginForm();
  private PasswordLogin passwords;
  private ConsoleLogins logins;
  private Tenants tenants;
  private HttpServletRequest request;

  private String tenant = "";
  private String then = "";
  private String problem = "";

  LoginPage() {}

  @Inject
  LoginPage(
      PasswordLogin passwords, ConsoleLogins logins, Tenants tenants, HttpServletRequest request) {
    this.passwords = passwords;
    this.logins = logins;
    this.tenants = tenants;
    this.request = request;
  }

  /** Where no tenant is named, each in which the password is right is opened. */
  public String signIn() {
    String id = tenant.isEmpty() ? form.getCompany() : tenant;
    Optional<TenantId> wanted = TenantId.parse(id);
    if (!id.isEmpty() && wanted.isEmpty()) {
      Told.refused("login.refused");
      return null;
    }
    try {
      List<User> users = verified(wanted);
      String home = logins.begin(users);
      if (Pages.isLocal(then)) {
        return Browser.to(then);
      }
      return Pages.redirect(users.size() > 1 ? "tenants" : home);
    } catch (Problem problem) {
      tell(problem);
      return null;
    }
  }

  private List<User> verified(Optional<TenantId> wanted) {
    Attempt attempt =
        new Attempt(
            wanted.map(TenantId::value),
            form.getEmail(),
            form.getPassword(),
            TrustedProxies.client(request),
            String.valueOf(request.getAttribute(RequestId.ATTRIBUTE)));
    return passwords.verifyAll(attempt);
  }

  /** To the provider of the company that was typed. */
  public String useSingleSignOn() {
    Optional<CompanySignOn> typed = CompanySignOn.of(tenants, form.getCompany());
    if (typed.isEmpty()) {
      Told.atField("company", "login.noSso");
      return null;
    }
    return Browser.to(typed.get().link(then));
  }

  public boolean isSingleSignOn() {
    return CompanySignOn.of(tenants, tenant).isPresent();
  }

  public String getSingleSignOnLink() {
    return request.getContextPath()
        + CompanySignOn.of(tenants, tenant).map(way -> way.link(then)).orElse("");
  }

  public String getProvider() {
    return CompanySignOn.of(tenants, tenant).map(CompanySignOn::provider).orElse("");
  }

  private void tell(Problem problem) {
    switch (problem.type()) {
      case UNAUTHENTICATED, BAD_REQUEST -> Told.refused("login.refused");
      case TOO_MANY_REQUESTS ->
          Told.refused(
              "login.throttled",
              problem.retryAfter().map(delay -> Math.max(1, delay.toSeconds())).orElse(60L));
      default -> throw problem;
    }
  }

  public String getTenant() {
    return tenant;
  }

  public void setTenant(String tenant) {
    this.tenant = tenant == null ? "" : tenant;
  }

  public String getThen() {
    return then;
  }

  public void setThen(String then) {
    this.then = then == null ? "" : then;
  }

  /** Why the identity provider's answer let nobody in: the name of a text, "" for none. */
  public String getProblem() {
    return SsoProblem.of(problem).map(known -> "sso." + known.code()).orElse("");
  }

  public void setProblem(String problem) {
    this.problem = problem == null ? "" : problem;
  }

  public LoginForm getForm() {
    return form;
  }
}
