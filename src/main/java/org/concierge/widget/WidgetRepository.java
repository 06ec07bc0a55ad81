package org.concierge.widget;

import static org.concierge.persistence.Statements.change;
import static org.concierge.persistence.Statements.first;
import static org.concierge.persistence.Statements.texts;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.concierge.persistence.Databases;
import org.concierge.persistence.Page;
import org.concierge.persistence.Statements;
import org.concierge.tenant.TenantId;

/** The tenants' widgets; each that is written is kept as a version too. */
public class WidgetRepository {
  private static final String FIND = "select * from widget where tenant_id = ? ";

  private static final String INSERT =
      """
      insert into widget (
         kind, name, origins, title, greeting, questions, consent, privacy_url, logo_url, colour,
         theme, position, launcher, language, sources, inquiries, notify_email, tags, instructions,
         per_address, per_minute, identity_key, version, updated_at, updated_by, tenant_id, id, key,
         created_at)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      on conflict do nothing
      """;

  private static final String UPDATE =
      """
      update widget set
        (kind, name, origins, title, greeting, questions, consent, privacy_url, logo_url, colour,
         theme, position, launcher, language, sources, inquiries, notify_email, tags, instructions,
         per_address, per_minute, identity_key, version, updated_at, updated_by)
      = (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      where tenant_id = ? and id = ? and version = ?
      """;

  private static final String KEEP =
      """
      insert into widget_version (tenant_id, widget_id, version, settings, created_at, created_by)
      select w.tenant_id, w.id, w.version, to_jsonb(w), w.updated_at, w.updated_by
      from widget w where w.tenant_id = ? and w.id = ?
      """;

  private static final String VERSIONS =
      """
      select (jsonb_populate_record(null::widget, v.settings)).* from widget_version v
      where v.tenant_id = ? and v.widget_id = ? and (? = 0 or v.version = ?)
      order by v.version desc limit ?
      """;

  private final Databases databases;

  public WidgetRepository(Databases databases) {
    this.databases = databases;
  }

  /** The newest first. */
  List<Widget> list(TenantId tenant, Page wanted) {
    return databases.inShared(
        tenant,
        connection ->
            Statements.list(
                connection,
                WidgetRepository::widget,
                FIND + "and (created_at, id) < (?, ?) order by created_at desc, id desc limit ?",
                tenant.value(),
                Timestamp.from(wanted.after().time()),
                wanted.after().id(),
                wanted.fetched()));
  }

  Optional<Widget> find(TenantId tenant, UUID id) {
    return databases.inShared(
        tenant,
        connection ->
            first(connection, WidgetRepository::widget, FIND + "and id = ?", tenant.value(), id));
  }

  Optional<Widget> find(TenantId tenant, String key) {
    return databases.inShared(
        tenant,
        connection ->
            first(connection, WidgetRepository::widget, FIND + "and key = ?", tenant.value(), key));
  }

  /**
   * As it was, the newest first.
   *
   * @param version 0 for all
   */
  List<Widget> versions(TenantId tenant, UUID id, int version, int limit) {
    return databases.inShared(
        tenant,
        connection ->
            Statements.list(
                connection,
                WidgetRepository::widget,
                VERSIONS,
                tenant.value(),
                id,
                version,
                version,
                limit));
  }

  boolean hasIdentityKey(TenantId tenant, UUID key) {
    return databases.inShared(
        tenant,
        connection ->
            first(
                    connection,
                    WidgetRepository::widget,
                    FIND + "and identity_key = ?",
                    tenant.value(),
                    key)
                .isPresent());
  }

  /**
   * @return whether there was none with that key yet
   */
  boolean insert(Widget widget) {
    return databases.inShared(
        widget.tenant(),
        connection -> {
          Object[] identity = {
            widget.tenant().value(), widget.id(), widget.key(), Timestamp.from(widget.createdAt())
          };
          boolean made =
              change(connection, INSERT, joined(columns(connection, widget), identity)) > 0;
          return made && keep(connection, widget);
        });
  }

  /**
   * Writes the widget over its former version.
   *
   * @return false if somebody else has done so meanwhile
   */
  boolean update(Widget widget) {
    return databases.inShared(
        widget.tenant(),
        connection -> {
          Object[] former = {widget.tenant().value(), widget.id(), widget.version() - 1};
          boolean written =
              change(connection, UPDATE, joined(columns(connection, widget), former)) > 0;
          return written && keep(connection, widget);
        });
  }

  /**
   * @return whether there was one
   */
  boolean delete(TenantId tenant, UUID id) {
    return databases.inShared(
        tenant,
        connection ->
            change(
                    connection,
                    "delete from widget where tenant_id = ? and id = ?",
                    tenant.value(),
                    id)
                > 0);
  }

  private static boolean keep(Connection connection, Widget widget) throws SQLException {
    return change(connection, KEEP, widget.tenant().value(), widget.id()) > 0;
  }

  private static Object[] columns(Connection connection, Widget widget) throws SQLException {
    WidgetSettings settings = widget.settings();
    return new Object[] {
      settings.kind().name(),
      settings.name(),
      texts(connection, settings.origins()),
      settings.title(),
      settings.greeting(),
      texts(connection, settings.questions()),
      settings.consent(),
      settings.privacyUrl(),
      settings.logoUrl(),
      settings.colour(),
      settings.theme().name(),
      settings.position().name(),
      settings.launcher(),
      settings.language(),
      settings.sources().name(),
      settings.inquiries(),
      settings.notifyEmail(),
      texts(connection, settings.tags()),
      settings.instructions(),
      settings.perAddress(),
      settings.perMinute(),
      settings.identityKey().orElse(null),
      widget.version(),
      Timestamp.from(widget.updatedAt()),
      widget.updatedBy()
    };
  }

  private static Object[] joined(Object[] first, Object... then) {
    Object[] all = Arrays.copyOf(first, first.length + then.length);
    System.arraycopy(then, 0, all, first.length, then.length);
    return all;
  }

  private static Widget widget(ResultSet row) throws SQLException {
    return new Widget(
        new TenantId(row.getString("tenant_id")),
        row.getObject("id", UUID.class),
        row.getString("key"),
        row.getInt("version"),
        settings(row),
        row.getTimestamp("created_at").toInstant(),
        row.getTimestamp("updated_at").toInstant(),
        row.getString("updated_by"));
  }

  private static WidgetSettings settings(ResultSet row) throws SQLException {
    return new WidgetSettings(
        WidgetSettings.Kind.valueOf(row.getString("kind")),
        row.getString("name"),
        list(row, "origins"),
        row.getString("title"),
        row.getString("greeting"),
        list(row, "questions"),
        row.getString("consent"),
        row.getString("privacy_url"),
        row.getString("logo_url"),
        row.getString("colour"),
        WidgetSettings.Theme.valueOf(row.getString("theme")),
        WidgetSettings.Position.valueOf(row.getString("position")),
        row.getBoolean("launcher"),
        row.getString("language"),
        WidgetSettings.Sources.valueOf(row.getString("sources")),
        row.getBoolean("inquiries"),
        row.getString("notify_email"),
        list(row, "tags"),
        row.getString("instructions"),
        row.getInt("per_address"),
        row.getInt("per_minute"),
        Optional.ofNullable(row.getObject("identity_key", UUID.class)));
  }

  private static List<String> list(ResultSet row, String column) throws SQLException {
    return Arrays.asList((String[]) row.getArray(column).getArray());
  }
}
