package org.concierge.index;

import static org.concierge.persistence.Statements.change;
import static org.concierge.persistence.Statements.list;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.concierge.index.EmbeddingIndex.State;
import org.concierge.persistence.Databases;
import org.concierge.tenant.Tenant;
import org.concierge.tenant.TenantId;

/**
 * Which index of a tenant answers and which one is built. Each method is one transaction that locks
 * them all, and {@link ChunkRepository#publish} shares that lock: no document slips through between
 * two indexes.
 */
public final class IndexStateRepository {
  private final Databases databases;

  public IndexStateRepository(Databases databases) {
    this.databases = databases;
  }

  /**
   * Lets the indexes follow the settings: makes the tenant's first one, begins one for another
   * model, goes back to a former one of that model, drops one that is wanted no more.
   */
  public void follow(TenantId tenant, Tenant.Embedding wanted) {
    databases.inTenant(
        tenant,
        connection -> {
          lock(connection, tenant);
          adopt(connection, tenant, wanted);
          Optional<EmbeddingIndex> current =
              EmbeddingIndexRepository.in(connection, tenant, State.ACTIVE);
          if (current.isEmpty()) {
            create(connection, tenant, wanted, State.ACTIVE, false);
            return null;
          }
          Optional<EmbeddingIndex> next =
              EmbeddingIndexRepository.in(connection, tenant, State.BUILDING);
          if (next.isPresent() && !next.get().fits(wanted)) {
            delete(connection, tenant, next.get().id());
            next = Optional.empty();
          }
          if (next.isEmpty()
              && !current.get().fits(wanted)
              && !comeBack(connection, tenant, wanted)) {
            create(connection, tenant, wanted, State.BUILDING, false);
          }
          return null;
        });
  }

  /** Begins an index of the wanted model from the stored files, instead of one that is building. */
  public void rebuild(TenantId tenant, Tenant.Embedding wanted) {
    databases.inTenant(
        tenant,
        connection -> {
          lock(connection, tenant);
          Optional<EmbeddingIndex> next =
              EmbeddingIndexRepository.in(connection, tenant, State.BUILDING);
          if (next.isPresent()) {
            delete(connection, tenant, next.get().id());
          }
          create(connection, tenant, wanted, State.BUILDING, true);
          return null;
        });
  }

  /**
   * Begins the way back to the latest former index of the wanted model.
   *
   * @return false if there is none
   */
  public boolean goBack(TenantId tenant, Tenant.Embedding wanted) {
    return databases.inTenant(
        tenant,
        connection -> {
          lock(connection, tenant);
          Optional<EmbeddingIndex> next =
              EmbeddingIndexRepository.in(connection, tenant, State.BUILDING);
          boolean there =
              EmbeddingIndexRepository.former(connection, tenant).stream()
                  .anyMatch(index -> index.fits(wanted));
          if (there && next.isPresent()) {
            delete(connection, tenant, next.get().id());
          }
          return there && comeBack(connection, tenant, wanted);
        });
  }

  /**
   * Lets the index that is building answer, if it holds all that the active one does.
   *
   * @return whether it answers now
   */
  public boolean switchIfComplete(TenantId tenant) {
    return databases.inTenant(
        tenant,
        connection -> {
          lock(connection, tenant);
          Optional<EmbeddingIndex> next =
              EmbeddingIndexRepository.in(connection, tenant, State.BUILDING);
          if (next.isEmpty()
              || !EmbeddingIndexRepository.isComplete(connection, tenant, next.get().id())) {
            return false;
          }
          activate(connection, tenant, next.get().id());
          return true;
        });
  }

  private static void activate(Connection connection, TenantId tenant, UUID index)
      throws SQLException {
    change(
        connection,
        "update embedding_index set state = 'FORMER', retired_at = now()"
            + " where tenant_id = ? and state = 'ACTIVE'",
        tenant.value());
    change(
        connection,
        "update embedding_index set state = 'ACTIVE', activated_at = now(), retired_at = null,"
            + " reason = '' where tenant_id = ? and id = ?",
        tenant.value(),
        index);
    change(
        connection,
        "update document d set chunks = c.stored from (select document_id, count(*) as stored"
            + " from chunk where tenant_id = ? and index_id = ? group by document_id) c"
            + " where d.tenant_id = ? and d.id = c.document_id and d.chunks <> c.stored",
        tenant.value(),
        index,
        tenant.value());
  }

  /** Chunks from before there were indexes were made by what the settings said. */
  private static void adopt(Connection connection, TenantId tenant, Tenant.Embedding wanted)
      throws SQLException {
    change(
        connection,
        "update embedding_index set provider = ?, model = ? where tenant_id = ? and provider = ''",
        wanted.provider(),
        wanted.model(),
        tenant.value());
  }

  private static boolean comeBack(Connection connection, TenantId tenant, Tenant.Embedding wanted)
      throws SQLException {
    Optional<EmbeddingIndex> former =
        EmbeddingIndexRepository.former(connection, tenant).stream()
            .filter(index -> index.fits(wanted))
            .findFirst();
    return former.isPresent()
        && change(
                connection,
                "update embedding_index set state = 'BUILDING', from_files = false"
                    + " where tenant_id = ? and id = ?",
                tenant.value(),
                former.get().id())
            == 1;
  }

  private static void create(
      Connection connection,
      TenantId tenant,
      Tenant.Embedding wanted,
      State state,
      boolean fromFiles)
      throws SQLException {
    change(
        connection,
        "insert into embedding_index (tenant_id, id, provider, model, dimensions, state,"
            + " from_files, activated_at) values (?, ?, ?, ?, ?, ?, ?,"
            + " case when ? then now() end) on conflict do nothing",
        tenant.value(),
        UUID.randomUUID(),
        wanted.provider(),
        wanted.model(),
        wanted.dimensions(),
        state.name(),
        fromFiles,
        state == State.ACTIVE);
  }

  private static void delete(Connection connection, TenantId tenant, UUID index)
      throws SQLException {
    change(
        connection,
        "delete from embedding_index where tenant_id = ? and id = ?",
        tenant.value(),
        index);
  }

  private static void lock(Connection connection, TenantId tenant) throws SQLException {
    list(
        connection,
        row -> row.getObject(1),
        "select id from embedding_index where tenant_id = ? for update",
        tenant.value());
  }
}
