package org.concierge.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.concierge.access.Caller;
import org.concierge.identity.Invitations;
import org.concierge.identity.Invitations.Invitation;
import org.concierge.identity.NewUser;
import org.concierge.identity.User;
import org.concierge.identity.UsersResource.InvitationView;
import org.concierge.tenant.Installation;
import org.concierge.tenant.TenantId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code user invite}: a link for somebody new, or a new one for a user who is there. */
@Command(
    name = "invite",
    description = "Invites somebody, or gives a user a new link, also for a forgotten password.")
final class UserInvite implements Callable<Integer> {
  @Option(names = "--tenant", required = true, description = "The tenant.")
  private TenantId tenant;

  @Parameters(index = "0", paramLabel = "EMAIL", description = "The person's e-mail.")
  private String email;

  @Option(names = "--no-mail", description = "Print the link, also where mail is set up.")
  private boolean noMail;

  @Mixin private PersonOptions person;
  @Mixin private Output output;

  @Override
  public Integer call() {
    NewUser wanted = person.user(email);
    Installation installation = Installation.fromEnvironment();
    try (Workplace workplace = new Workplace(installation)) {
      workplace.requireTenant(tenant);
      InvitationView view = InvitationView.of(invitation(workplace, wanted));
      output.print(
          view,
          out -> {
            if (view.mailProblem() != null) {
              out.println("No mail was sent: " + view.mailProblem());
            }
            out.println(
                view.mailed()
                    ? "mailed to " + view.user().email()
                    : installation.publicUrl() + view.link());
            out.printf("works once, until %s%n", view.expiresAt());
          });
    }
    return 0;
  }

  private Invitation invitation(Workplace workplace, NewUser wanted) {
    Caller by = Caller.commandLine(tenant);
    Invitations invitations = workplace.invitations();
    Optional<User> known = workplace.users().findByEmail(tenant, wanted.email());
    return known.isPresent()
        ? invitations.renew(by, known.get().id(), !noMail)
        : invitations.invite(by, List.of(wanted), !noMail).get(0);
  }
}
