package org.concierge.it.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Dialog;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.concierge.access.Role;
import org.concierge.identity.NewUser;
import org.concierge.identity.User;
import org.concierge.it.TenantAccess;
import org.concierge.it.TestInstallation;
import org.concierge.it.browser.Chromium.Look;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the pages look and read: each in light, dark and mobile, in both languages, by axe. */
class PageLooksIT {
  private static final Path PHOTOGRAPHS =
      Path.of(System.getProperty("concierge.build", "target"), "screenshots");

  private static final String SCRIPT = "\"><script>alert(1)</script><img src=x onerror=alert(2)>";
  private static final String AXE =
      """
      axe.run(document, {resultTypes: ['violations']}).then(result => result.violations.map(
        found => found.id + ': ' + found.help + ' ' + found.nodes.map(node => node.html).join(' ')))
      """;

  private static TestInstallation installation;
  private static Chromium chromium;
  private static People people;
  private static String axe;
  private static String acme;
  private static String away;
  private static User person;
  private static String document;
  private static Map<String, String> ours;
  private static Talk talk;

  @BeforeAll
  static void cast() throws IOException {
    chromium = new Chromium();
    installation = TestInstallation.shared();
    Files.createDirectories(PHOTOGRAPHS);
    try (InputStream in = PageLooksIT.class.getResourceAsStream("/axe.min.js")) {
      axe = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    acme = Stage.fresh("looks-acme");
    TenantAccess tenant =
        installation.createTenant(
            acme,
            Map.of(
                "TENANT_NAME", "Acme Corporation",
                "OIDC_ISSUER", "https://login.microsoftonline.com/acme/v2.0",
                "OIDC_CLIENT_ID", "concierge"));
    people = new People(installation);
    document = Shelf.fill(installation, tenant.adminKey());
    talk = Talk.in(installation, tenant);
    people.create(acme, "ada@acme.example", "Ada Lovelace", Role.ADMIN);
    ours = Desk.fill(installation, tenant.adminKey());
    person = someone("grace@acme.example", "Grace Hopper", "Sales", Role.MEMBER);
    people.create("platform", "olga@looks.example", "Olga Operator", Role.OPERATOR);
    away = Stage.fresh("looks-away");
    installation.createTenant(away, Map.of());
    people.create(away, "ada@away.example", "Ada Lovelace", Role.ADMIN);
    installation.writeSettings(away, Map.of("TENANT_NAME", "Away & Co", "DB_PORT", "1"));
    someone("alan@acme.example", "Alan Turing", "Research", Role.VIEWER);
    someone("katherine@acme.example", "Katherine Johnson", "Research", Role.MEMBER);
  }

  private static User someone(String email, String name, String department, Role role) {
    return people.create(acme, new NewUser(email, name, department, role, Set.of("staff"), ""));
  }

  @AfterAll
  static void end() {
    people.close();
    chromium.close();
  }

  private Map<String, String> openPages() {
    Map<String, String> open = new LinkedHashMap<>();
    open.put("login", "/dashboard/login.xhtml");
    open.put("login-sso", "/dashboard/login.xhtml?tenant=" + acme);
    open.put("invite", "/dashboard/invite.xhtml?token=x");
    open.put("forgotten", "/dashboard/forgotten.xhtml");
    open.put("error", "/dashboard/nothing.xhtml");
    return open;
  }

  private static Map<String, String> closedPages() {
    Map<String, String> within = new LinkedHashMap<>();
    within.put("index", "/dashboard/index.xhtml");
    within.put("documents", "/dashboard/documents.xhtml");
    within.put("document", "/dashboard/document.xhtml?id=" + document);
    within.put("conversations", "/dashboard/conversations.xhtml");
    within.put("conversation", "/dashboard/conversation.xhtml?id=" + talk.conversation());
    within.put("unanswered", "/dashboard/unanswered.xhtml");
    within.put("inquiries", "/dashboard/inquiries.xhtml");
    within.put("inquiry", "/dashboard/inquiry.xhtml?id=" + talk.inquiry());
    within.put("collections", "/dashboard/collections.xhtml");
    within.put("connectors", "/dashboard/connectors.xhtml");
    within.put("playground", "/dashboard/playground.xhtml");
    ours.forEach((page, id) -> within.put(page, "/dashboard/" + page + ".xhtml?id=" + id));
    within.put("prompts", "/dashboard/prompts.xhtml");
    within.put("assistants", "/dashboard/assistants.xhtml");
    within.put("evaluation", "/dashboard/evaluation.xhtml");
    within.put("widgets", "/dashboard/widgets.xhtml");
    within.put("settings", "/dashboard/settings.xhtml");
    within.put("protection", "/dashboard/protection.xhtml");
    within.put("data", "/dashboard/data.xhtml");
    within.put("users", "/dashboard/users.xhtml");
    within.put("user", "/dashboard/user.xhtml?id=" + person.id());
    within.put("keys", "/dashboard/keys.xhtml");
    within.put("audit", "/dashboard/audit.xhtml");
    within.put("tenants", "/dashboard/tenants.xhtml");
    within.put("account", "/dashboard/account.xhtml");
    return within;
  }

  @ParameterizedTest
  @CsvSource({"LIGHT, en", "DARK, de", "MOBILE, en"})
  void everyPageIsReadableForEveryone(Look look, String language) {
    List<String> wrong = new ArrayList<>();
    String suffix = "-" + look.name().toLowerCase() + (language.equals("en") ? "" : "-" + language);
    try (Visitor visitor = new Visitor(installation, chromium.stranger(look, language))) {
      openPages().forEach((name, address) -> look(visitor, name + suffix, address, wrong));
      enter(visitor);
      closedPages().forEach((name, address) -> look(visitor, name + suffix, address, wrong));
      visitor.open("/dashboard/users.xhtml");
      visitor.page().locator("details#invite > summary").click();
      visitor.page().locator("#send").click();
      inspect(visitor, "users-wrong" + suffix, wrong);
      visitor.open("/dashboard/keys.xhtml");
      visitor.page().locator("#keys a").first().click();
      inspect(visitor, "key" + suffix, wrong);
      visitor.open("/dashboard/keys.xhtml");
      visitor.page().locator("details#create > summary").click();
      visitor.page().locator("#name").fill("Newsletter");
      visitor.page().locator("#scopes input").first().check();
      inspect(visitor, "keys-open" + suffix, wrong);
      visitor.page().locator("#create-key").click();
      inspect(visitor, "keys-shown" + suffix, wrong);
      assertThat(visitor.complaints()).isEmpty();
    }
    lookAsOthers(look, language, suffix, wrong);
    assertThat(wrong).isEmpty();
  }

  private static void lookAsOthers(Look look, String language, String suffix, List<String> wrong) {
    try (Visitor visitor = new Visitor(installation, chromium.stranger(look, language))) {
      enter(visitor, "platform", "olga@looks.example");
      look(visitor, "platform" + suffix, "/dashboard/platform.xhtml?q=looks", wrong);
      visitor.page().locator("details#create > summary").click();
      inspect(visitor, "platform-open" + suffix, wrong);
      look(visitor, "tenant" + suffix, "/dashboard/tenant.xhtml?id=" + acme, wrong);
      look(visitor, "tenant-away" + suffix, "/dashboard/tenant.xhtml?id=" + away, wrong);
      assertThat(visitor.complaints()).isEmpty();
    }
    try (Visitor visitor = new Visitor(installation, chromium.stranger(look, language))) {
      enter(visitor, away, "ada@away.example");
      visitor.open("/dashboard/index.xhtml");
      inspect(visitor, "error-database" + suffix, wrong);
    }
  }

  private static void enter(Visitor visitor) {
    enter(visitor, acme, "ada@acme.example");
  }

  private static void enter(Visitor visitor, String tenant, String email) {
    visitor.open("/dashboard/login.xhtml?tenant=" + tenant);
    visitor.page().locator("#email").fill(email);
    visitor.page().locator("#password").fill(People.PASSWORD);
    visitor.page().locator("#sign-in").click();
  }

  private static void look(Visitor visitor, String name, String address, List<String> wrong) {
    boolean opens = visitor.open(address) < 500;
    boolean isErrorPage = visitor.page().locator("#request").count() > 0;
    if (!opens || isErrorPage != name.startsWith("error")) {
      wrong.add(name + ": does not open");
    }
    inspect(visitor, name, wrong);
  }

  @SuppressWarnings("unchecked")
  private static void inspect(Visitor visitor, String name, List<String> wrong) {
    visitor.photograph(PHOTOGRAPHS.resolve(name + ".png"));
    visitor.page().evaluate(axe);
    ((List<String>) visitor.page().evaluate(AXE)).forEach(found -> wrong.add(name + ": " + found));
    int wider =
        (int)
            visitor
                .page()
                .evaluate(
                    "document.documentElement.scrollWidth - document.documentElement.clientWidth");
    if (wider > 0) {
      wrong.add(name + ": is " + wider + " pixels wider than its window");
    }
  }

  @Test
  void whatPeopleTypeStaysText() {
    List<String> alerts = new ArrayList<>();
    String tenant = Stage.fresh("looks-xss");
    installation.createTenant(tenant, Map.of());
    people.create(tenant, "ada@xss.example", SCRIPT, Role.ADMIN);
    String department = SCRIPT.substring(0, 40);
    people.create(
        tenant, new NewUser("mallory@xss.example", SCRIPT, department, Role.MEMBER, Set.of(), ""));
    try (Visitor visitor = new Visitor(installation, chromium.stranger())) {
      visitor
          .page()
          .onDialog(
              (Dialog dialog) -> {
                alerts.add(dialog.message());
                dialog.dismiss();
              });
      visitor.signIn(tenant, "ada@xss.example");
      visitor.open("/dashboard/users.xhtml?q=mallory");
      assertThat(visitor.text()).contains(SCRIPT);
      visitor.page().locator("#users a").first().click();
      assertThat(visitor.page().locator("#name").inputValue()).isEqualTo(SCRIPT);
      visitor.open("/dashboard/keys.xhtml");
      visitor.page().locator("details#create > summary").click();
      visitor.page().locator("#name").fill(SCRIPT);
      visitor.page().locator("#scopes input").first().check();
      visitor.page().locator("#create-key").click();
      assertThat(visitor.text()).contains(SCRIPT);
      visitor.page().locator("#keys a").first().click();
      assertThat(visitor.title()).isEqualTo(SCRIPT);
      visitor.open("/dashboard/users.xhtml?q=%22%3E%3Cscript%3Ealert(3)%3C%2Fscript%3E");
      assertThat(visitor.page().locator("#q").inputValue())
          .isEqualTo("\"><script>alert(3)</script>");
      visitor.open("/dashboard/login.xhtml?then=javascript:alert(4)&tenant=%22onload=alert(5)");
      assertThat(visitor.page().locator("script:text('alert')").count()).isZero();
      assertThat(visitor.complaints()).isEmpty();
    }
    assertThat(alerts).isEmpty();
  }
}
