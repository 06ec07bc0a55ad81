package org.concierge.index;

import static org.concierge.persistence.Statements.change;
import static org.concierge.persistence.Statements.first;
import static org.concierge.persistence.Statements.list;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.concierge.index.EmbeddingIndex.State;
import org.concierge.persistence.Databases;
import org.concierge.tenant.TenantId;

/**
 * A tenant's indexes as they are; each method is one transaction. {@link IndexStateRepository}
 * changes what they are for.
 */
public final class EmbeddingIndexRepository {
  /**
   * A former index keeps its chunks for far longer: whoever asks it this much too late is answered
   * all the same.
   */
  private static final Duration REMEMBERED = Duration.ofSeconds(1);

  private static final String SELECT =
      "select i.*, 0 as documents, 0 as of from embedding_index i where i.tenant_id = ? ";

  /** Documents that answer now and would not if this index did. */
  private static final String LACKING =
      """
      select d.id from document d
      where d.tenant_id = ?
        and exists (select from chunk c join embedding_index a
                      on a.tenant_id = c.tenant_id and a.id = c.index_id
                    where c.tenant_id = d.tenant_id and c.document_id = d.id
                      and a.state = 'ACTIVE')
        and not exists (select from chunk c
                        where c.tenant_id = d.tenant_id and c.document_id = d.id
                          and c.index_id = ?)
        %s
      order by d.created_at
      """;

  private static final String COUNTED =
      """
      select i.*,
             (select count(distinct c.document_id) from chunk c
              where c.tenant_id = i.tenant_id and c.index_id = i.id) as documents,
             (select count(distinct c.document_id) from chunk c join embedding_index a
                on a.tenant_id = c.tenant_id and a.id = c.index_id
              where c.tenant_id = i.tenant_id and a.state = 'ACTIVE') as of
      from embedding_index i where i.tenant_id = ? order by i.created_at desc
      """;

  private final Databases databases;
  private final Cache<TenantId, EmbeddingIndex> active =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(REMEMBERED).build();

  public EmbeddingIndexRepository(Databases databases) {
    this.databases = databases;
  }

  /** The index that answers, as it was a second ago at most; empty if nothing was ever stored. */
  public Optional<EmbeddingIndex> answering(TenantId tenant) {
    EmbeddingIndex known = active.getIfPresent(tenant);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<EmbeddingIndex> found = in(tenant, State.ACTIVE);
    found.ifPresent(index -> active.put(tenant, index));
    return found;
  }

  /** The one in that state; its documents are not counted. */
  public Optional<EmbeddingIndex> in(TenantId tenant, State state) {
    return databases.inTenant(tenant, connection -> in(connection, tenant, state));
  }

  /** Those that documents are brought into: the active one first, if there is any. */
  public List<EmbeddingIndex> live(TenantId tenant) {
    return databases.inTenant(
        tenant,
        connection ->
            list(
                connection,
                EmbeddingIndexRepository::index,
                SELECT + "and i.state in ('ACTIVE', 'BUILDING') order by i.state",
                tenant.value()));
  }

  /** All of them, newest first, with their documents counted. */
  public List<EmbeddingIndex> all(TenantId tenant) {
    return databases.inTenant(
        tenant,
        connection -> list(connection, EmbeddingIndexRepository::index, COUNTED, tenant.value()));
  }

  /** Documents that the index must hold before it may answer, oldest first. */
  public List<UUID> lacking(TenantId tenant, UUID index) {
    return databases.inTenant(tenant, connection -> lacking(connection, tenant, index));
  }

  /** Whether the document answers now and would not if this index did. */
  public boolean lacks(TenantId tenant, UUID index, UUID document) {
    return databases.inTenant(
        tenant,
        connection ->
            first(
                    connection,
                    row -> true,
                    LACKING.formatted("and d.id = ?"),
                    tenant.value(),
                    index,
                    document)
                .isPresent());
  }

  /** Why the index that is building does not get on; empty if it does. */
  public void explain(TenantId tenant, UUID index, String reason) {
    databases.inTenant(
        tenant,
        connection ->
            change(
                connection,
                "update embedding_index set reason = ?"
                    + " where tenant_id = ? and id = ? and reason <> ?",
                reason,
                tenant.value(),
                index,
                reason));
  }

  /** Drops former indexes that nobody needs: all but the latest, and that one after its time. */
  public void sweep(TenantId tenant, Duration kept) {
    databases.inTenant(
        tenant,
        connection ->
            change(
                connection,
                "delete from embedding_index i where i.tenant_id = ? and i.state = 'FORMER'"
                    + " and (i.retired_at < now() - make_interval(secs => ?)"
                    + " or i.retired_at < now() - interval '1 minute' and exists"
                    + " (select from embedding_index later where later.tenant_id = i.tenant_id"
                    + " and later.state = 'FORMER' and later.retired_at > i.retired_at))",
                tenant.value(),
                (double) kept.toSeconds()));
  }

  /** Whether it holds all that answers now. */
  static boolean isComplete(Connection connection, TenantId tenant, UUID index)
      throws SQLException {
    return first(connection, row -> true, LACKING.formatted("") + " limit 1", tenant.value(), index)
        .isEmpty();
  }

  private static List<UUID> lacking(Connection connection, TenantId tenant, UUID index)
      throws SQLException {
    return list(
        connection,
        row -> row.getObject(1, UUID.class),
        LACKING.formatted(""),
        tenant.value(),
        index);
  }

  /** The latest first. */
  static List<EmbeddingIndex> former(Connection connection, TenantId tenant) throws SQLException {
    return list(
        connection,
        EmbeddingIndexRepository::index,
        SELECT + "and i.state = 'FORMER' order by i.retired_at desc",
        tenant.value());
  }

  static Optional<EmbeddingIndex> in(Connection connection, TenantId tenant, State state)
      throws SQLException {
    return first(
        connection,
        EmbeddingIndexRepository::index,
        SELECT + "and i.state = ?",
        tenant.value(),
        state.name());
  }

  private static EmbeddingIndex index(ResultSet row) throws SQLException {
    OffsetDateTime activated = row.getObject("activated_at", OffsetDateTime.class);
    return new EmbeddingIndex(
        row.getObject("id", UUID.class),
        row.getString("provider").equals("local"),
        row.getString("model"),
        row.getInt("dimensions"),
        State.valueOf(row.getString("state")),
        row.getBoolean("from_files"),
        row.getLong("documents"),
        row.getLong("of"),
        row.getString("reason"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        activated == null ? null : activated.toInstant());
  }
}
