package org.concierge.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.concierge.access.Caller;
import org.concierge.identity.NewUser;
import org.concierge.identity.UsersResource.UserView;
import org.concierge.tenant.Installation;
import org.concierge.tenant.TenantId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code user create}: a user who can log in at once. */
@Command(name = "create", description = "Makes a user with a password.")
final class UserCreate implements Callable<Integer> {
  @Option(names = "--tenant", required = true, description = "The tenant.")
  private TenantId tenant;

  @Parameters(index = "0", paramLabel = "EMAIL", description = "E-mail or login name.")
  private String email;

  @Mixin private PersonOptions person;
  @Mixin private PasswordOption password;
  @Mixin private Output output;

  @Override
  public Integer call() throws IOException {
    NewUser wanted = person.user(email);
    try (Workplace workplace = new Workplace(Installation.fromEnvironment())) {
      workplace.requireTenant(tenant);
      UserView user =
          UserView.of(
              workplace.users().create(Caller.commandLine(tenant), wanted, password.read()));
      output.print(user, out -> OneUser.words(out, user));
    }
    return 0;
  }
}
