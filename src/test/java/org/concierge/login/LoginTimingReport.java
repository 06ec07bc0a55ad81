package org.concierge.login;

import java.sql.DriverManager;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.concierge.access.Caller;
import org.concierge.access.Role;
import org.concierge.cli.Workplace;
import org.concierge.identity.NewUser;
import org.concierge.it.Answer;
import org.concierge.it.Api;
import org.concierge.it.TestInstallation;
import org.concierge.tenant.Installation;
import org.concierge.tenant.TenantId;

/**
 * Measures whether time tells a stranger which e-mails have an account: wrong passwords for known
 * and for unknown ones in turn, over HTTP, with a tenant and without. A program, not a test: it
 * prints the area under the ROC curve, .5 being "tells nothing"; the product promises less than
 * .55. Its argument is the number of pairs (500).
 */
final class LoginTimingReport {
  private static final int WARM_UP = 60;

  private final TestInstallation installation = TestInstallation.fresh();

  private LoginTimingReport() {}

  public static void main(String[] arguments) throws Exception {
    LoginTimingReport report = new LoginTimingReport();
    try {
      report.run(arguments.length == 0 ? 500 : Integer.parseInt(arguments[0]));
    } finally {
      report.installation.close();
    }
  }

  private void run(int pairs) throws Exception {
    installation.createTenant("timing", Map.of("EMBEDDING_PROVIDER", "openai"));
    TenantId tenant = new TenantId("timing");
    try (Workplace workplace = new Workplace(Installation.from(installation.settings()::get))) {
      for (int i = 0; i < 20; i++) {
        workplace
            .users()
            .create(
                Caller.commandLine(tenant),
                NewUser.of("known" + i + "@example.com", "", Role.MEMBER),
                "secret " + UUID.randomUUID());
      }
    }
    measure(pairs, Optional.of(tenant));
    measure(pairs, Optional.empty());
  }

  private void measure(int pairs, Optional<TenantId> tenant) throws Exception {
    double[] known = new double[pairs];
    double[] unknown = new double[pairs];
    for (int i = -WARM_UP; i < pairs; i++) {
      forgetTries();
      // In turn, and in either order: a machine that slows down slows both.
      boolean knownFirst = i % 2 == 0;
      double one = millis(tenant, (knownFirst ? "known" : "nobody") + Math.floorMod(i, 20));
      double two = millis(tenant, (knownFirst ? "nobody" : "known") + Math.floorMod(i, 20));
      if (i >= 0) {
        known[i] = knownFirst ? one : two;
        unknown[i] = knownFirst ? two : one;
      }
    }
    System.out.printf(
        "%s: AUC %.3f over %d pairs; median known %.2f ms, unknown %.2f ms%n",
        tenant.isPresent() ? "with a tenant" : "without a tenant",
        auc(known, unknown),
        pairs,
        median(known),
        median(unknown));
  }

  private double millis(Optional<TenantId> tenant, String name) {
    Map<String, String> body = new HashMap<>();
    tenant.ifPresent(id -> body.put("tenant_id", id.value()));
    body.put("email", name + "@example.com");
    body.put("password", "not the password");
    Api api = installation.api();
    long start = System.nanoTime();
    Answer answer = api.post("/api/v1/auth/login", body);
    double millis = (System.nanoTime() - start) / 1e6;
    if (answer.status() != 401) {
      throw new IllegalStateException(answer.toString());
    }
    return millis;
  }

  private void forgetTries() throws Exception {
    String[] login = installation.postgres().url().getUserInfo().split(":", 2);
    String url =
        "jdbc:postgresql://%s:%d/chatdb"
            .formatted(
                installation.postgres().url().getHost(), installation.postgres().url().getPort());
    try (var connection = DriverManager.getConnection(url, login[0], login[1]);
        var statement = connection.createStatement()) {
      statement.execute("delete from concierge.throttle");
    }
  }

  /** How often one of the first takes longer than one of the second. */
  private static double auc(double[] first, double[] second) {
    double longer = 0;
    for (double a : first) {
      for (double b : second) {
        longer += a > b ? 1 : a == b ? 0.5 : 0;
      }
    }
    return longer / first.length / second.length;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
