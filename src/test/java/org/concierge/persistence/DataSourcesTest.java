package org.concierge.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import org.concierge.tenant.Installation.DatabaseLogin;
import org.concierge.tenant.Secret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** Pools outside a server: nothing is bound, so each is made on first use. None ever connects. */
class DataSourcesTest {
  private final DataSources pools = new DataSources(7);

  @AfterEach
  void close() {
    pools.close();
  }

  @Test
  void aNameHasOnePool() {
    assertThat(pool("ragdb", "u")).isSameAs(pool("ragdb", "u"));
    assertThat(pool("ragdb", "u")).isNotSameAs(pool("ragdb-acme", "u"));
  }

  @Test
  void aPoolIsMadeForItsLogin() {
    HikariDataSource pool = pool("ragdb-acme", "acme");

    assertThat(pool.getJdbcUrl()).isEqualTo("jdbc:postgresql://db:5432/ragdb");
    assertThat(pool.getUsername()).isEqualTo("acme");
    assertThat(pool.getPassword()).isEqualTo("p");
    assertThat(pool.getPoolName()).isEqualTo("ragdb-acme");
  }

  @Test
  void aPoolStartsEmptyAndHasAnEnd() {
    HikariDataSource pool = pool("ragdb", "u");

    assertThat(pool.getMinimumIdle()).isZero();
    assertThat(pool.getMaximumPoolSize()).isEqualTo(7);
    assertThat(pool.getHikariPoolMXBean().getTotalConnections()).isZero();
  }

  @Test
  void noTransactionEndsByItself() {
    assertThat(pool("ragdb", "u").isAutoCommit()).isFalse();
  }

  @Test
  void aDatabaseThatIsDownIsToldWithinSeconds() {
    HikariDataSource pool = pool("ragdb", "u");

    assertThat(pool.getConnectionTimeout()).isLessThanOrEqualTo(5_000);
    assertThat(pool.getDataSourceProperties()).containsEntry("connectTimeout", "3");
  }

  @Test
  void theDriverIsToldWhatTheInstallationSaysButNothingThatWouldUndoOurs() {
    Secret parameters =
        new Secret("sslmode=require&socketTimeout=5&logServerErrorDetail=true&options=-c%20x=y");
    DatabaseLogin login = new DatabaseLogin("db", 5432, "ragdb", "u", new Secret("p"), parameters);

    assertThat(pool("ragdb", login).getDataSourceProperties())
        .containsEntry("sslmode", "require")
        .containsEntry("socketTimeout", "5")
        .containsEntry("tcpKeepAlive", "true")
        .containsEntry("logServerErrorDetail", "false")
        .extracting("options")
        .asString()
        .contains("plan_cache_mode")
        .doesNotContain("x=y");
  }

  @Test
  void anAdministratorConnectsWithTheSameParameters() {
    DatabaseLogin login =
        new DatabaseLogin(
            "db",
            5432,
            "postgres",
            "root",
            new Secret("p"),
            new Secret("sslmode=require&application_name=psql&tcpKeepAlive=true"));

    PGSimpleDataSource source = (PGSimpleDataSource) DatabaseServer.source(login);

    assertThat(source.getSslMode()).isEqualTo("require");
    assertThat(source.getTcpKeepAlive()).isTrue();
    assertThat(source.getUser()).isEqualTo("root");
  }

  /** PostgreSQL quotes the failing row, and a row may be a message. */
  @Test
  void failuresDoNotQuoteRows() {
    assertThat(pool("ragdb", "u").getDataSourceProperties())
        .containsEntry("logServerErrorDetail", "false");
  }

  @Test
  void aForgottenPoolIsClosedAndTheNextHasTheNewSettings() {
    HikariDataSource former = pool("ragdb-acme", "old");
    HikariDataSource other = pool("ragdb", "u");

    pools.forget("java:global/concierge/ragdb-acme");

    assertThat(former.isClosed()).isTrue();
    assertThat(other.isClosed()).isFalse();
    assertThat(pool("ragdb-acme", "new").getUsername()).isEqualTo("new");
  }

  /** A tenant's own pool keeps its name when the tenant goes to another server. */
  @Test
  void aPoolOfAFormerLoginIsReplaced() {
    HikariDataSource former = pool("ragdb-acme", "old");

    assertThat(pool("ragdb-acme", "new").getUsername()).isEqualTo("new");
    assertThat(pool("ragdb-acme", "new")).isSameAs(pool("ragdb-acme", "new"));
    assertThat(former.isClosed()).isTrue();
  }

  @Test
  void aPoolThatNeverWasCanBeForgotten() {
    pools.forget("java:global/concierge/ragdb-acme");

    assertThat(pool("ragdb-acme", "u").isClosed()).isFalse();
  }

  @Test
  void theEndClosesAllPools() {
    HikariDataSource one = pool("ragdb", "u");
    HikariDataSource two = pool("ragdb-acme", "u");

    pools.close();

    assertThat(one.isClosed()).isTrue();
    assertThat(two.isClosed()).isTrue();
  }

  private HikariDataSource pool(String name, String user) {
    return pool(name, new DatabaseLogin("db", 5432, "ragdb", user, new Secret("p")));
  }

  private HikariDataSource pool(String name, DatabaseLogin login) {
    return (HikariDataSource)
        pools.get(new Placement("java:global/concierge/" + name, login, login, "concierge"));
  }
}
