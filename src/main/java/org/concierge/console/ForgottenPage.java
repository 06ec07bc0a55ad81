package org.concierge.console;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.concierge.access.Public;
import org.concierge.access.RequestId;
import org.concierge.limit.TrustedProxies;
import org.concierge.login.ForgottenPasswords;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.tenant.TenantId;

/** Asking for a link to a new password; what becomes of it, only a mailbox tells. */
@Page
@Public("It answers everybody alike; the mail goes to the owner of the address alone.")
public class ForgottenPage {
  private final LoginForm form = new LoginForm();
  private ForgottenPasswords passwords;
  private HttpServletRequest request;
  private String tenant = "";

  ForgottenPage() {}

  @Inject
  ForgottenPage(ForgottenPasswords passwords, HttpServletRequest request) {
    this.passwords = passwords;
    this.request = request;
  }

  public String send() {
    String company = tenant.isEmpty() ? form.getCompany() : tenant;
    try {
      passwords.ask(
          Optional.of(company).filter(id -> !id.isEmpty()),
          form.getEmail(),
          TrustedProxies.client(request),
          String.valueOf(request.getAttribute(RequestId.ATTRIBUTE)));
    } catch (Problem problem) {
      if (problem.type() == ProblemType.BAD_REQUEST) {
        Told.atField("email", "forgotten.wrong");
      } else if (problem.type() == ProblemType.TOO_MANY_REQUESTS) {
        Told.refused(
            "login.throttled",
            problem.retryAfter().map(delay -> Math.max(1, delay.toSeconds())).orElse(60L));
      } else {
        throw problem;
      }
      return null;
    }
    Told.next(request, "forgotten.sent");
    return Pages.redirect("login") + (tenant.isEmpty() ? "" : "&tenant=" + tenant);
  }

  /** Whether the page leads anywhere; without a mail server it does not. */
  public boolean offeredIn(String id) {
    return passwords.isOffered(TenantId.parse(id));
  }

  public String getTenant() {
    return tenant;
  }

  /** What cannot be one is as good as none: it will stand in an address. */
  public void setTenant(String tenant) {
    this.tenant = TenantId.parse(tenant == null ? "" : tenant).isPresent() ? tenant : "";
  }

  public LoginForm getForm() {
    return form;
  }
}
