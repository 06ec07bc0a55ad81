package org.concierge.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.concierge.access.Role;
import org.concierge.identity.User;
import org.concierge.identity.UserRepository;
import org.concierge.identity.UserRepository.Query;
import org.concierge.identity.Users;
import org.concierge.identity.UsersResource.UserView;
import org.concierge.persistence.Cursor;
import org.concierge.persistence.Page;
import org.concierge.tenant.Installation;
import org.concierge.tenant.TenantId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code user list}: all users of a tenant, newest first. */
@Command(name = "list", description = "Lists a tenant's users.")
final class UserList implements Callable<Integer> {
  private static final Page FIRST = new Page(200, Cursor.START);

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
    Page page = FIRST;
    while (true) {
      List<User> found = users.list(tenant, new Query(page, text, status, role));
      List<User> shown = page.shown(found);
      shown.stream().map(UserView::of).forEach(all::add);
      if (found.size() == shown.size()) {
        return all;
      }
      page = new Page(page.limit(), UserRepository.position(shown.get(shown.size() - 1)));
    }
  }
}
