package org.concierge.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;

/**
 * The EntityManager of the current request, for the tenant that the request is bound to: for pages
 * and resources that read. Its transaction ends with the request and keeps nothing; changes are
 * made by the repositories, in short transactions of their own.
 */
@ApplicationScoped
public class EntityManagerProducer {
  private EntityManagers managers;

  EntityManagerProducer() {}

  @Inject
  EntityManagerProducer(EntityManagers managers) {
    this.managers = managers;
  }

  @Produces
  @RequestScoped
  EntityManager entityManager() {
    return managers.openForReading();
  }

  void close(@Disposes EntityManager entities) {
    if (entities.getTransaction().isActive()) {
      entities.getTransaction().rollback();
    }
    entities.close();
  }
}
