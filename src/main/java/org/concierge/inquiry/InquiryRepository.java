package org.concierge.inquiry;

import static org.concierge.persistence.Statements.change;
import static org.concierge.persistence.Statements.first;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.concierge.inquiry.Inquiry.Status;
import org.concierge.persistence.Databases;
import org.concierge.persistence.Page;
import org.concierge.persistence.Statements;
import org.concierge.tenant.TenantId;

/** The tenants' inquiries. */
public class InquiryRepository {
  private static final String FIND = "select * from inquiry where tenant_id = ? ";

  private final Databases databases;

  public InquiryRepository(Databases databases) {
    this.databases = databases;
  }

  void insert(Inquiry inquiry) {
    databases.inShared(
        inquiry.tenant(),
        connection ->
            change(
                connection,
                "insert into inquiry (tenant_id, id, widget_key, name, email, question, transcript,"
                    + " origin, status, assignee, created_at, updated_at)"
                    + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                inquiry.tenant().value(),
                inquiry.id(),
                inquiry.widgetKey(),
                inquiry.name(),
                inquiry.email(),
                inquiry.question(),
                inquiry.transcript(),
                inquiry.origin(),
                inquiry.status().name(),
                inquiry.assignee(),
                Timestamp.from(inquiry.createdAt()),
                Timestamp.from(inquiry.updatedAt())));
  }

  /** The newest first. */
  List<Inquiry> list(TenantId tenant, Page wanted, Optional<Status> status) {
    String only = status.map(Status::name).orElse("");
    return databases.inShared(
        tenant,
        connection ->
            Statements.list(
                connection,
                InquiryRepository::inquiry,
                FIND
                    + "and (created_at, id) < (?, ?) and (? = '' or status = ?)"
                    + " order by created_at desc, id desc limit ?",
                tenant.value(),
                Timestamp.from(wanted.after().time()),
                wanted.after().id(),
                only,
                only,
                wanted.fetched()));
  }

  Optional<Inquiry> find(TenantId tenant, UUID id) {
    return databases.inShared(
        tenant,
        connection ->
            first(connection, InquiryRepository::inquiry, FIND + "and id = ?", tenant.value(), id));
  }

  /**
   * @return whether there is one
   */
  boolean update(TenantId tenant, UUID id, Status status, String assignee, Instant now) {
    return databases.inShared(
        tenant,
        connection ->
            change(
                    connection,
                    "update inquiry set status = ?, assignee = ?, updated_at = ?"
                        + " where tenant_id = ? and id = ?",
                    status.name(),
                    assignee,
                    Timestamp.from(now),
                    tenant.value(),
                    id)
                > 0);
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
                    "delete from inquiry where tenant_id = ? and id = ?",
                    tenant.value(),
                    id)
                > 0);
  }

  private static Inquiry inquiry(ResultSet row) throws SQLException {
    return new Inquiry(
        new TenantId(row.getString("tenant_id")),
        row.getObject("id", UUID.class),
        row.getString("widget_key"),
        row.getString("name"),
        row.getString("email"),
        row.getString("question"),
        row.getString("transcript"),
        row.getString("origin"),
        Status.valueOf(row.getString("status")),
        row.getString("assignee"),
        row.getTimestamp("created_at").toInstant(),
        row.getTimestamp("updated_at").toInstant());
  }
}
