package org.concierge.identity;

import static org.concierge.persistence.Statements.list;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.concierge.access.Role;
import org.concierge.persistence.Cursor;
import org.concierge.persistence.Databases;
import org.concierge.persistence.Page;
import org.concierge.persistence.Statements;
import org.concierge.persistence.Statements.SqlWork;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.TenantScope;

/** The users of a tenant; each method is one transaction, in a scope that it opens itself. */
public class UserRepository {
  private static final String SELECT =
      "select u.*, array(select g.name from user_group g where g.tenant_id = u.tenant_id"
          + " and g.user_id = u.id order by 1) as groups from app_user u where u.tenant_id = ? ";

  private final Databases databases;

  public UserRepository(Databases databases) {
    this.databases = databases;
  }

  /**
   * Which users, newest first.
   *
   * @param text part of e-mail, name or department; null for any
   * @param status null for any
   * @param role null for any
   */
  public record Query(Page page, String text, User.Status status, Role role) {}

  /** Where a list stands that ends with this user. */
  public static Cursor position(User user) {
    return new Cursor(user.createdAt(), user.id());
  }

  Optional<User> find(TenantId tenant, UUID id) {
    return in(tenant, connection -> one(connection, tenant, "and u.id = ?", id));
  }

  Optional<User> findByEmail(TenantId tenant, String email) {
    return in(tenant, connection -> one(connection, tenant, "and u.email = ?", email));
  }

  Optional<User> findExternal(TenantId tenant, String issuer, String subject) {
    return in(
        tenant,
        connection ->
            one(connection, tenant, "and u.issuer = ? and u.subject = ?", issuer, subject));
  }

  boolean isEmpty(TenantId tenant) {
    return in(tenant, connection -> select(connection, tenant, "limit 1").isEmpty());
  }

  /** One more than the limit, if there are more: the caller learns that another page follows. */
  List<User> page(TenantId tenant, Query query) {
    String part = query.text() == null ? "" : query.text().toLowerCase(Locale.ROOT);
    String like = "%" + part.replaceAll("([\\\\%_])", "\\\\$1") + "%";
    return in(
        tenant,
        connection ->
            select(
                connection,
                tenant,
                "and (u.created_at, u.id) < (?, ?)"
                    + " and (u.email like ? or lower(u.name) like ? or lower(u.department) like ?)"
                    + " and u.status = coalesce(?, u.status) and u.role = coalesce(?, u.role)"
                    + " order by u.created_at desc, u.id desc limit ?",
                at(query.page().after().time()),
                query.page().after().id(),
                like,
                like,
                like,
                query.status() == null ? null : query.status().name(),
                query.role() == null ? null : query.role().name(),
                query.page().fetched()));
  }

  void insert(User user, String passwordHash, External external) {
    in(
        user.tenant(),
        connection -> {
          insert(connection, user, passwordHash, external);
          return null;
        });
  }

  /**
   * @param passwordHash null for one who has none (yet)
   * @param external null for one whom no identity provider knows
   */
  static void insert(Connection connection, User user, String passwordHash, External external)
      throws SQLException {
    Statements.change(
        connection,
        "insert into app_user (tenant_id, id, email, name, department, role, language, status,"
            + " created_at, valid_from, password_hash, issuer, subject)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        user.tenant().value(),
        user.id(),
        user.email(),
        user.name(),
        user.department(),
        user.role().name(),
        user.language(),
        user.status().name(),
        at(user.createdAt()),
        at(user.validFrom()),
        passwordHash,
        external == null ? null : external.issuer(),
        external == null ? null : external.subject());
    groups(connection, user);
  }

  /**
   * Changes a user in place.
   *
   * @return the user as it is then, empty if there is none
   * @throws Problem CONFLICT if the tenant would be left without an active administrator
   */
  Optional<User> change(TenantId tenant, UUID id, UnaryOperator<User> change) {
    return in(
        tenant,
        connection -> {
          List<UUID> admins = lockAdmins(connection, tenant);
          Optional<User> former = one(connection, tenant, "and u.id = ? for update", id);
          if (former.isEmpty()) {
            return former;
          }
          User user = change.apply(former.get());
          requireAnAdmin(admins, id, user.isActive() && user.role() == Role.ADMIN);
          Statements.change(
              connection,
              "update app_user set name = ?, department = ?, role = ?, language = ?, status = ?,"
                  + " valid_from = ? where tenant_id = ? and id = ?",
              user.name(),
              user.department(),
              user.role().name(),
              user.language(),
              user.status().name(),
              at(user.validFrom()),
              tenant.value(),
              id);
          groups(connection, user);
          return Optional.of(user);
        });
  }

  /**
   * @return false if there is no such user
   * @throws Problem CONFLICT if it is the last active administrator
   */
  boolean delete(TenantId tenant, UUID id) {
    return in(
        tenant,
        connection -> {
          requireAnAdmin(lockAdmins(connection, tenant), id, false);
          return 1
              == Statements.change(
                  connection,
                  "delete from app_user where tenant_id = ? and id = ?",
                  tenant.value(),
                  id);
        });
  }

  /** Those who are locked here cannot be taken away by somebody else at the same time. */
  private static List<UUID> lockAdmins(Connection connection, TenantId tenant) throws SQLException {
    return select(
            connection,
            tenant,
            "and u.role = 'ADMIN' and u.status = 'ACTIVE' order by u.id for update")
        .stream()
        .map(User::id)
        .toList();
  }

  private static void requireAnAdmin(List<UUID> admins, UUID changed, boolean staysOne) {
    if (admins.equals(List.of(changed)) && !staysOne) {
      throw new Problem(
          ProblemType.CONFLICT,
          "This is the last active administrator; make somebody else one first.");
    }
  }

  private static void groups(Connection connection, User user) throws SQLException {
    Statements.change(
        connection,
        "delete from user_group where tenant_id = ? and user_id = ?",
        user.tenant().value(),
        user.id());
    for (String group : user.groups()) {
      Statements.change(
          connection,
          "insert into user_group (tenant_id, user_id, name) values (?, ?, ?)",
          user.tenant().value(),
          user.id(),
          group);
    }
  }

  static Optional<User> one(
      Connection connection, TenantId tenant, String condition, Object... parameters)
      throws SQLException {
    return select(connection, tenant, condition, parameters).stream().findFirst();
  }

  private static List<User> select(
      Connection connection, TenantId tenant, String condition, Object... parameters)
      throws SQLException {
    Object[] all = Stream.concat(Stream.of(tenant.value()), Stream.of(parameters)).toArray();
    return list(connection, row -> user(tenant, row), SELECT + condition, all);
  }

  private static User user(TenantId tenant, ResultSet row) throws SQLException {
    return new User(
        row.getObject("id", UUID.class),
        tenant,
        row.getString("email"),
        row.getString("name"),
        row.getString("department"),
        Role.valueOf(row.getString("role")),
        Set.of((String[]) row.getArray("groups").getArray()),
        row.getString("language"),
        User.Status.valueOf(row.getString("status")),
        instant(row, "created_at"),
        instant(row, "valid_from"),
        Optional.ofNullable(instant(row, "last_login")));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  static OffsetDateTime at(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }

  private <T> T in(TenantId tenant, SqlWork<T> work) {
    return TenantScope.get(tenant, () -> databases.inShared(tenant, work));
  }
}
