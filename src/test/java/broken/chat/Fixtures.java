package broken.chat;

import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.sql.Connection;
import org.hibernate.annotations.Array;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.TenantId;

class UsesJackson {
  com.fasterxml.jackson.databind.ObjectMapper mapper;
}

class UsesJdbc {
  Connection connection;
}

class UsesEntities {
  EntityManager entities;
}

@Entity
class Turn {
  @Id long allowed;

  @Array(length = 3)
  float[] embedding;

  @Enumerated(EnumType.STRING)
  Thread.State state;

  @TenantId String tenant;
}

@Entity
class CountingTurn extends Turn {
  @Formula("(select count(*) from chunk)")
  int chunks;
}

@Entity
class LoadingTurn {
  void load(EntityManager entities) {
    entities.flush();
  }
}

class TurnRepository {
  EntityManager allowed;
  Connection connection;
}

class TurnsResource {
  EntityManager allowed;
}

class QueryingResource {
  Connection connection;
}
