package org.concierge.it;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/** A tenant whose people sign in by an identity provider. */
record SsoTenant(TestInstallation installation, String id) {

  static SsoTenant in(
      TestInstallation installation, String id, String issuer, Map<String, String> more) {
    Map<String, String> settings = new HashMap<>();
    settings.put("OIDC_ISSUER", issuer);
    settings.put("OIDC_CLIENT_ID", FakeProvider.CLIENT);
    settings.put("OIDC_CLIENT_SECRET", "client-secret");
    settings.putAll(more);
    installation.createTenant(id, settings);
    return new SsoTenant(installation, id);
  }

  URI at(String path) {
    return URI.create(installation.url() + path);
  }

  /** Where a sign-in begins. */
  URI begin() {
    return at("/api/v1/auth/oidc/" + id + "?then=/welcome");
  }

  /** For a program. */
  URI beginForTokens() {
    return at("/api/v1/auth/oidc/" + id + "?mode=token");
  }

  /** Who this browser is to us; a problem if it is nobody. */
  JsonNode me(WebBrowser browser) {
    return browser.get(at("/api/v1/auth/me")).json();
  }
}
