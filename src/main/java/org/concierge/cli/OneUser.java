package org.concierge.cli;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.concierge.access.Caller;
import org.concierge.identity.User;
import org.concierge.identity.Users;
import org.concierge.identity.UsersResource.UserView;
import org.concierge.problem.Problem;
import org.concierge.tenant.Installation;
import org.concierge.tenant.TenantId;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What all commands about one user have in common: who is meant, and how the user is shown. */
final class OneUser {
  @Option(names = "--tenant", required = true, description = "The tenant.")
  private TenantId tenant;

  @Parameters(index = "0", paramLabel = "USER", description = "E-mail, login name or id.")
  private String name;

  @Mixin private Output output;

  /** Does the work and prints the user that it gives. */
  int print(Function<Found, User> work) {
    return run(
        found -> {
          UserView view = UserView.of(work.apply(found));
          output.print(view, out -> words(out, view));
        });
  }

  Output output() {
    return output;
  }

  int run(Consumer<Found> work) {
    try (Workplace workplace = new Workplace(Installation.fromEnvironment())) {
      workplace.requireTenant(tenant);
      work.accept(new Found(workplace, Caller.commandLine(tenant), user(workplace.users())));
    }
    return 0;
  }

  /** The user, and who changes it. */
  record Found(Workplace workplace, Caller by, User user) {}

  private User user(Users users) {
    return id().flatMap(id -> users.find(tenant, id))
        .or(() -> users.findByEmail(tenant, name))
        .orElseThrow(() -> Problem.notFound("user"));
  }

  private Optional<UUID> id() {
    try {
      return Optional.of(UUID.fromString(name));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  static void words(PrintWriter out, UserView user) {
    out.printf("%-11s %s%n", "id", user.id());
    out.printf("%-11s %s%n", "email", user.email());
    out.printf("%-11s %s%n", "name", user.name());
    out.printf("%-11s %s%n", "department", user.department());
    out.printf("%-11s %s%n", "role", user.role());
    out.printf("%-11s %s%n", "groups", String.join(", ", user.groups()));
    out.printf("%-11s %s%n", "status", user.status());
    out.printf("%-11s %s%n", "last login", user.lastLogin() == null ? "never" : user.lastLogin());
  }
}
