package org.concierge.sso;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.concierge.persistence.Databases;
import org.concierge.sso.Provider.LoggedOut;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.TenantScope;

/** Which login stems from which session at the identity provider, so that both can end together. */
public final class SsoLoginRepository {
  /** A login that was not used for a month is over by itself. */
  private static final int KEPT_DAYS = 90;

  private final Databases databases;

  public SsoLoginRepository(Databases databases) {
    this.databases = databases;
  }

  void insert(TenantId tenant, UUID login, Identity identity) {
    TenantScope.run(
        tenant,
        () ->
            databases.inShared(
                tenant,
                connection -> {
                  try (PreparedStatement clear =
                          connection.prepareStatement(
                              "delete from sso_login where tenant_id = ?"
                                  + " and created_at < now() - make_interval(days => ?)");
                      PreparedStatement insert =
                          connection.prepareStatement(
                              "insert into sso_login"
                                  + " (login_id, tenant_id, issuer, subject, session)"
                                  + " values (?, ?, ?, ?, ?)")) {
                    clear.setString(1, tenant.value());
                    clear.setInt(2, KEPT_DAYS);
                    clear.executeUpdate();
                    insert.setObject(1, login);
                    insert.setString(2, tenant.value());
                    insert.setString(3, identity.issuer());
                    insert.setString(4, identity.subject());
                    insert.setString(5, identity.session().orElse(null));
                    return insert.executeUpdate();
                  }
                }));
  }

  /** Forgets the logins that the provider has ended, and tells which they were. */
  List<UUID> take(TenantId tenant, LoggedOut ended) {
    return TenantScope.get(
        tenant,
        () ->
            databases.inShared(
                tenant,
                connection -> {
                  try (PreparedStatement take =
                      connection.prepareStatement(
                          "delete from sso_login where tenant_id = ? and issuer = ?"
                              + " and (?::text is null or subject = ?)"
                              + " and (?::text is null or session = ?) returning login_id")) {
                    String subject = ended.subject().orElse(null);
                    String session = ended.session().orElse(null);
                    take.setString(1, tenant.value());
                    take.setString(2, ended.issuer());
                    take.setString(3, subject);
                    take.setString(4, subject);
                    take.setString(5, session);
                    take.setString(6, session);
                    List<UUID> logins = new ArrayList<>();
                    try (ResultSet row = take.executeQuery()) {
                      while (row.next()) {
                        logins.add(row.getObject(1, UUID.class));
                      }
                    }
                    return logins;
                  }
                }));
  }
}
