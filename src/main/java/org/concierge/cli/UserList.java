package org.concierge.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.concierge.access.Role;
import org.concierge.identity.User;
import org.concierge.identity.UserRepository.Query;
import org.concierge.identity.Users;
import org.concierge.identity.UsersResource.UserView;
import org.concierge.persistence.Cursor;
import org.concierge.tenant.Installation;
import org.concierge.tenant.TenantId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code user list}: all users of a tenant, newest first. */
@Command(name = "list", description = "Lists a tenant's users.")
final class UserList implements Callable<Integer> {
  private static final int PAGE = 200;

  @Option(names = "--tenant", required = true, description = "The tenant.")
  private TenantId tenant;

  @Option(names = "--status", description = "invited, active or disabled.")
  private User.Status status;

  @Option(names = "--role", description = "admin, member, viewer or operator.")
  private Role role;

  @Option(names = "--query", description = "Part of e-mail, name or department.")
  private String text;

  @Mixin private Output output;

  @Override
  public Integer call() {
    try (Workplace workplace = new Workplace(Installation.fromEnvironment())) {
      workplace.requireTenant(tenant);
      List<UserView> found = all(workplace.users());
      output.print(
          found,
          out ->
              found.forEach(
                  user ->
                      out.printf(
                          "%s  %-8s %-8s %s  %s%n",
                          user.id(), user.role(), user.status(), user.email(), user.name())));
    }
    return 0;
  }

  private List<UserView> all(Users users) {
    List<UserView> all = new ArrayList<>();
    Cursor after = Cursor.START;
    while (true) {
      List<User> page = users.list(tenant, new Query(PAGE, after, text, status, role));
      List<User> shown = page.subList(0, Math.min(PAGE, page.size()));
      shown.stream().map(UserView::of).forEach(all::add);
      if (page.size() <= PAGE) {
        return all;
      }
      User last = shown.get(shown.size() - 1);
      after = new Cursor(last.createdAt(), last.id());
    }
  }
}
