package org.concierge.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.concierge.access.Caller;
import org.concierge.access.CurrentPrincipal;
import org.concierge.access.Person;
import org.concierge.access.Principal;
import org.concierge.access.ReaderScope;
import org.concierge.access.RequestId;
import org.concierge.access.Scope;
import org.concierge.bearer.ConsoleLogin;
import org.concierge.identity.Users;
import org.concierge.limit.TrustedProxies;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.tenant.Tenant;
import org.concierge.tenant.TenantScope;
import org.concierge.tenant.Tenants;
import org.primefaces.context.PrimeFacesContext;

/** Who looks at a page, in which tenant and which language: what the frame around it shows. */
@Named
@RequestScoped
public class Visit {
  private static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.GERMAN);

  private static final String LANGUAGE = "org.concierge.language";

  private CurrentPrincipal caller;
  private RequestId requestId;
  private Tenants tenants;
  private HttpServletRequest request;
  private Optional<Told.Notice> notice;
  private List<Navigation.Section> sections;

  Visit() {}

  @Inject
  Visit(CurrentPrincipal caller, RequestId requestId, Tenants tenants, HttpServletRequest request) {
    this.caller = caller;
    this.requestId = requestId;
    this.tenants = tenants;
    this.request = request;
  }

  public boolean isSignedIn() {
    return Visitor.of(request, caller).isPresent();
  }

  public Person getPerson() {
    return principal().person().orElseThrow();
  }

  /** What a person is called, else the e-mail. */
  public String getName() {
    return getPerson().name().isBlank() ? getPerson().email() : getPerson().name();
  }

  public String getTenant() {
    return principal().tenant().value();
  }

  public String getTenantName() {
    if (principal().tenant().equals(Users.PLATFORM)) {
      // The installation's own, which has no settings.
      return text("platform.name");
    }
    return isReadable() ? tenant().name() : getTenant();
  }

  /** With its settings as they are now. */
  Tenant tenant() {
    return tenants.get(principal().tenant());
  }

  /** Whether the tenant's settings can be read: the frame stands around what says that not. */
  boolean isReadable() {
    try {
      tenant();
      return true;
    } catch (Problem problem) {
      return false;
    }
  }

  /** One of eight, always the same for a tenant: a look tells whose rows these are. */
  public int getTenantColour() {
    return Math.floorMod(getTenant().hashCode(), 8);
  }

  /** The pages that this visitor may see, under their headings. */
  public List<Navigation.Section> getSections() {
    if (sections == null) {
      sections = Navigation.open(this::maySee);
    }
    return sections;
  }

  /** As {@link #getSections()}, without the headings. */
  public List<String> getNavigation() {
    return getSections().stream().flatMap(section -> section.pages().stream()).toList();
  }

  /** Whether the chat page is open to this visitor. */
  public boolean isAsking() {
    return Visitor.of(request, caller).filter(who -> who.may(Scope.CHAT)).isPresent();
  }

  public String getChatPage() {
    return request.getContextPath() + "/app";
  }

  /** The first page for this visitor. */
  public String getHome() {
    return getNavigation().get(0);
  }

  /** The address of a page that stays in the tenant when somebody else opens it. */
  public String link(String page) {
    return request.getContextPath()
        + Pages.path(page)
        + (isSignedIn() ? "?tenant=" + getTenant() : "");
  }

  /**
   * As {@link #link(String)}.
   *
   * @param query names and values in turn; those with an empty value are left out
   */
  String link(String page, String... query) {
    StringBuilder link = new StringBuilder(link(page));
    for (int i = 0; i < query.length; i += 2) {
      if (!query[i + 1].isEmpty()) {
        link.append(link.indexOf("?") < 0 ? '?' : '&').append(query[i]).append('=');
        link.append(URLEncoder.encode(query[i + 1], StandardCharsets.UTF_8));
      }
    }
    return link.toString();
  }

  public boolean isCurrent(String page) {
    return Pages.path(page).equals(request.getServletPath());
  }

  /** The person's own language, else the first of the browser's that we speak. */
  public Locale getLocale() {
    HttpSession session = request.getSession(false);
    Object chosen = session == null ? null : session.getAttribute(LANGUAGE);
    Stream<Locale> own =
        chosen != null
            ? Stream.of(Locale.forLanguageTag((String) chosen))
            : Visitor.of(request, caller).flatMap(Principal::person).stream()
                .map(person -> Locale.forLanguageTag(person.language()));
    return Stream.concat(own, Collections.list(request.getLocales()).stream())
        .map(locale -> new Locale(locale.getLanguage()))
        .filter(LANGUAGES::contains)
        .findFirst()
        .orElse(Locale.ENGLISH);
  }

  /** From now on in this session: what is known of the person may be some seconds old. */
  void speak(String language) {
    request.getSession().setAttribute(LANGUAGE, language);
  }

  /** As whom the visitor changes something. */
  Caller caller() {
    return Caller.of(principal(), requestId);
  }

  /** Looks at the tenant's documents, and changes them, with the visitor's eyes. */
  <T> T within(Supplier<T> work) {
    Principal who = principal();
    if (tenant().suspended()) {
      throw new Problem(ProblemType.FORBIDDEN, "This tenant is suspended.");
    }
    return ReaderScope.get(who.reader(), () -> TenantScope.get(who.tenant(), work));
  }

  /** With which the page's own scripts prove to the API that they are ours. */
  public String getCsrfToken() {
    HttpSession session = request.getSession(false);
    return session != null
            && session.getAttribute(ConsoleLogin.ATTRIBUTE) instanceof ConsoleLogin login
        ? login.csrfToken()
        : "";
  }

  /** The id of what the page is about. */
  Optional<UUID> row() {
    return row("id");
  }

  /**
   * As {@link #row()}.
   *
   * @param name of the parameter in the page's address; in its forms it is always {@code id}
   */
  Optional<UUID> row(String name) {
    String inAddress = request.getParameter(name);
    return Words.uuid(inAddress == null ? request.getParameter("id") : inAddress);
  }

  /** As {@link #row()}, where it is a name that people have chosen. */
  Optional<String> named() {
    return Optional.ofNullable(request.getParameter("id"));
  }

  /** Where the request comes from. */
  String address() {
    return TrustedProxies.client(request);
  }

  void secretNext(String secret, String key, String... values) {
    Told.secretNext(request, secret, key, values);
  }

  void tellNext(String key, String... values) {
    Told.next(request, key, values);
  }

  public String text(String key, Object... values) {
    return Told.text(getLocale(), key, values);
  }

  /** For browsers without scripts; the others show it in their own zone. */
  public String moment(Instant instant) {
    return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
            .withLocale(getLocale())
            .format(instant.atOffset(ZoneOffset.UTC))
        + " UTC";
  }

  /** What the last action left to be told, once. */
  public Told.Notice getNotice() {
    if (notice == null) {
      notice = Told.take(request);
    }
    return notice.orElse(null);
  }

  /** What can be shown only now; "" for nothing. */
  public String getSecret() {
    return getNotice() == null ? "" : getNotice().secret();
  }

  /** With which this page's scripts are told from others'; its forms send it back. */
  public String getNonce() {
    return PrimeFacesContext.getCspState(FacesContext.getCurrentInstance()).getNonce();
  }

  public String getNoticeText() {
    return text(getNotice().key(), getNotice().values().toArray());
  }

  public boolean isExpired() {
    return "true".equals(request.getParameter("expired"));
  }

  private boolean maySee(String page) {
    try {
      Optional<Class<?>> bean = Pages.bean(page);
      bean.ifPresent(found -> Guard.of(found).check(Visitor.of(request, caller)));
      return bean.isPresent();
    } catch (Problem problem) {
      return false;
    }
  }

  Principal principal() {
    return Visitor.of(request, caller).orElseThrow();
  }
}
