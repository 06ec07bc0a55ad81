package org.concierge.persistence;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.concierge.problem.Problem;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.TenantScope;
import org.hibernate.Session;
import org.hibernate.jpa.HibernatePersistenceProvider;
import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.type.descriptor.java.JavaType;
import org.hibernate.type.format.FormatMapper;
import org.hibernate.type.format.jackson.JacksonJsonFormatMapper;

/**
 * One factory for all tenants; each EntityManager works for the tenant of the thread's {@link
 * TenantScope} and no other. Hibernate adds the tenant to each statement, PostgreSQL checks it
 * again.
 *
 * <p>Thread safe; the EntityManagers themselves are not.
 */
public final class EntityManagers implements AutoCloseable {
  private final EntityManagerFactory factory;

  public EntityManagers(Databases databases) {
    TenantConnections connections = new TenantConnections(databases);
    // Asking the provider itself: Persistence.createEntityManagerFactory may find the server's own.
    factory =
        new HibernatePersistenceProvider()
            .createEntityManagerFactory(
                "tenants",
                Map.of(
                    "hibernate.multi_tenant_connection_provider",
                    connections,
                    "hibernate.tenant_identifier_resolver",
                    connections,
                    // Its default mapper loads whatever Jackson modules the server has, of the
                    // server's Jackson and not of ours.
                    "hibernate.type.json_format_mapper",
                    new JacksonJsonFormatMapper(new ObjectMapper()),
                    "hibernate.type.xml_format_mapper",
                    new NoXml()));
    if (factory == null) {
      throw new IllegalStateException("The persistence unit \"tenants\" was not found.");
    }
  }

  /** Runs the work in one transaction, committed at its end, rolled back if it throws. */
  public <T> T inTransaction(TenantId tenant, Function<EntityManager, T> work) {
    TenantScope.require(tenant);
    try (EntityManager entities = factory.createEntityManager()) {
      entities.getTransaction().begin();
      try {
        T result = work.apply(entities);
        entities.getTransaction().commit();
        return result;
      } finally {
        if (entities.getTransaction().isActive()) {
          entities.getTransaction().rollback();
        }
      }
    } catch (PersistenceException e) {
      throw failure(e);
    }
  }

  /** An EntityManager whose transaction has begun, for reading; the caller closes it. */
  EntityManager openForReading() {
    EntityManager entities = factory.createEntityManager();
    boolean done = false;
    try {
      Session session = entities.unwrap(Session.class);
      session.setDefaultReadOnly(true);
      entities.getTransaction().begin();
      // Gets its connection now, while it is known what for.
      TenantConnections.reading(() -> session.doWork(connection -> {}));
      done = true;
    } finally {
      if (!done) {
        entities.close();
      }
    }
    return entities;
  }

  /**
   * What a failed statement of an {@link EntityManager} means to the one who asked, if anything.
   */
  public static Optional<Problem> problemIn(Throwable failure) {
    return failure instanceof PersistenceException e && failure(e) instanceof Problem problem
        ? Optional.of(problem)
        : Optional.empty();
  }

  private static RuntimeException failure(PersistenceException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return Statements.failure(sql);
      }
    }
    return e;
  }

  @Override
  public void close() {
    factory.close();
  }

  /**
   * No column of ours is XML. Hibernate wants a mapper all the same, and would find one that fits
   * the server's libraries and not the WAR's.
   */
  private static final class NoXml implements FormatMapper {
    @Override
    public <T> T fromString(CharSequence text, JavaType<T> type, WrapperOptions options) {
      throw new UnsupportedOperationException("No column is XML.");
    }

    @Override
    public <T> String toString(T value, JavaType<T> type, WrapperOptions options) {
      throw new UnsupportedOperationException("No column is XML.");
    }
  }
}
