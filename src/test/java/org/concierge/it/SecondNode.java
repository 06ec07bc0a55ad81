package org.concierge.it;

import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Lets the server that Arquillian starts be a second node of the shared installation: named before
 * Arquillian's own extension, it is through when {@code arquillian.xml} is read.
 */
final class SecondNode implements BeforeAllCallback {
  /** A tenant for the tests within the server. */
  static final String TENANT = "in-container";

  @Override
  public void beforeAll(ExtensionContext context) {
    // Called a second time within the server, whose JVM does not have this property.
    if (System.getProperty("concierge.build") == null) {
      return;
    }
    TestInstallation installation = TestInstallation.shared();
    installation.createTenant(TENANT, Map.of());
    String settings =
        installation.settings().entrySet().stream()
            .map(setting -> "-D" + setting.getKey() + "=" + setting.getValue())
            .collect(Collectors.joining(" "));
    System.setProperty("concierge.arquillian.settings", settings);
  }
}
