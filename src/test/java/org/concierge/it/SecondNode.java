package org.concierge.it;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Lets the server that Arquillian starts be a second node of the shared installation: named before
 * Arquillian's own extension, it is through when {@code arquillian.xml} is read, and clears up when
 * the server has ended.
 */
final class SecondNode implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {
  /** A tenant for the tests within the server. */
  static final String TENANT = "in-container";

  static final String PERSON = "ada@in-container.example";
  static final String PASSWORD = "correct horse battery staple";

  private final Set<Path> deployed = ConcurrentHashMap.newKeySet();

  @Override
  public void beforeAll(ExtensionContext context) {
    if (withinTheServer()) {
      return;
    }
    TestInstallation installation = TestInstallation.shared();
    installation.createTenant(TENANT, Map.of("ADMIN_USERNAME", PERSON, "ADMIN_PASSWORD", PASSWORD));
    String settings =
        installation.settings().entrySet().stream()
            .map(setting -> "-D" + setting.getKey() + "=" + setting.getValue())
            .collect(Collectors.joining(" "));
    System.setProperty("concierge.arquillian.settings", settings);
  }

  /** The server's own command says which WAR it has; others may be those of another build. */
  @Override
  public void beforeEach(ExtensionContext context) {
    if (!withinTheServer()) {
      ProcessHandle.current()
          .children()
          .flatMap(child -> child.info().arguments().stream())
          .flatMap(Stream::of)
          .filter(argument -> argument.matches(".*/arquillian-payara-micro\\d+/deployments/.*"))
          .forEach(war -> deployed.add(Path.of(war).getParent().getParent()));
    }
  }

  /** The adapter for Payara leaves behind what it has deployed, 80 MB each time. */
  @Override
  public void afterAll(ExtensionContext context) {
    if (!withinTheServer()) {
      deployed.forEach(Folders::delete);
    }
  }

  /** Our tests run in both; only the JVM of the build has this property. */
  private static boolean withinTheServer() {
    return System.getProperty("concierge.build") == null;
  }
}
