package org.concierge.cli;

import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.concierge.access.Caller;
import org.concierge.access.Role;
import org.concierge.identity.NewUser;
import org.concierge.identity.User;
import org.concierge.identity.Users;
import org.concierge.tenant.TenantId;

/** An administrator, a member and a viewer for each company of the demo. */
final class DemoUsers {
  private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
  private static final int LENGTH = 20;
  private static final SecureRandom RANDOM = new SecureRandom();

  private static final Map<String, List<NewUser>> PEOPLE =
      Map.of(
          "acme-corp",
          List.of(
              person("admin@acme-corp.example", "Iris Halden", "IT", Role.ADMIN),
              person("member@acme-corp.example", "Tom Brandvik", "Product Safety", Role.MEMBER),
              person("viewer@acme-corp.example", "Lena Okafor", "Finance", Role.VIEWER)),
          "globex",
          List.of(
              person("admin@globex.example", "Jonas Petrak", "IT", Role.ADMIN),
              person("member@globex.example", "Amira Weiss", "Claims", Role.MEMBER),
              person("viewer@globex.example", "Sven Calloway", "Finance", Role.VIEWER)));

  private final Users users;

  DemoUsers(Users users) {
    this.users = users;
  }

  private static NewUser person(String email, String name, String department, Role role) {
    return new NewUser(email, name, department, role, Set.of(), "");
  }

  /** Who is there keeps what the file says; a password that is nowhere any more is made anew. */
  void fill(TenantId tenant, DemoFile file) {
    Caller by = Caller.commandLine(tenant);
    for (NewUser person : PEOPLE.get(tenant.value())) {
      String role = person.role().wire();
      Optional<String> known = file.password(tenant, role);
      String password = known.orElseGet(DemoUsers::password);
      Optional<User> user = users.findByEmail(tenant, person.email());
      if (user.isEmpty()) {
        users.create(by, person, password);
      } else if (known.isEmpty()) {
        users.setPassword(by, user.get(), password);
      }
      file.putUser(tenant, role, person.email(), password);
    }
  }

  private static String password() {
    StringBuilder password = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      password.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
    }
    return password.toString();
  }
}
