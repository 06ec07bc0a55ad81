package org.concierge.persistence;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.naming.Context;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.concierge.tenant.Installation.DatabaseLogin;

/**
 * The connection pools, by JNDI name. A pool that an administrator has put into the server under
 * the name is used; otherwise one is built on first use and bound there. Pools start empty, shrink
 * to nothing when idle and share one housekeeping thread, so that hundreds of tenants cost little.
 *
 * <p>Thread safe; closed with the application.
 */
public final class DataSources implements AutoCloseable {
  private static final Logger LOG = System.getLogger(DataSources.class.getName());

  /** A statement takes a minute at most. */
  private static final int LOOKS = 600;

  private static final long BETWEEN_LOOKS_MILLIS = 100;

  private final int poolSize;
  private final Map<String, HikariDataSource> own = new ConcurrentHashMap<>();
  private final Map<String, DataSource> found = new ConcurrentHashMap<>();
  private final Set<HikariDataSource> retired = ConcurrentHashMap.newKeySet();
  private final ScheduledThreadPoolExecutor housekeeping = new ScheduledThreadPoolExecutor(1);

  /**
   * @param poolSize connections of one pool at most; PostgreSQL must allow the sum over all pools
   */
  public DataSources(int poolSize) {
    this.poolSize = poolSize;
    housekeeping.setRemoveOnCancelPolicy(true);
    housekeeping.setThreadFactory(
        task -> {
          Thread thread = new Thread(task, "concierge-pools");
          thread.setDaemon(true);
          return thread;
        });
  }

  DataSource get(Placement placement) {
    DataSource known = found.get(placement.datasource());
    if (known != null && fits(known, placement)) {
      return known;
    }
    return found.compute(
        placement.datasource(),
        (name, former) -> {
          if (former != null && fits(former, placement)) {
            return former;
          }
          retire(name);
          return lookUp(name, placement.login());
        });
  }

  /** A connection of the placement's pool, also when its pool was replaced a moment ago. */
  Connection connect(Placement placement) throws SQLException {
    DataSource source = get(placement);
    try {
      return source.getConnection();
    } catch (SQLException e) {
      if (source instanceof HikariDataSource pool && pool.isClosed()) {
        return get(placement).getConnection();
      }
      throw e;
    }
  }

  /** One that an administrator has put there fits whatever a tenant's settings say. */
  private boolean fits(DataSource known, Placement placement) {
    HikariDataSource pool = own.get(placement.datasource());
    DatabaseLogin login = placement.login();
    return known != pool
        || pool.getJdbcUrl().equals(login.jdbcUrl())
            && pool.getUsername().equals(login.user())
            && pool.getPassword().equals(login.password().value());
  }

  /**
   * How busy a pool is at this moment.
   *
   * @param waiting threads without a connection
   */
  public record PoolUse(String name, int active, int idle, int waiting, int most) {}

  /** Of the pools that are ours. */
  List<PoolUse> use() {
    List<PoolUse> uses = new ArrayList<>();
    for (HikariDataSource pool : own.values()) {
      HikariPoolMXBean now = pool.getHikariPoolMXBean();
      // Not before its first connection is asked for.
      if (now != null) {
        uses.add(
            new PoolUse(
                pool.getPoolName(),
                now.getActiveConnections(),
                now.getIdleConnections(),
                now.getThreadsAwaitingConnection(),
                pool.getMaximumPoolSize()));
      }
    }
    return uses;
  }

  /** Ends a pool of ours, so that the next use builds it from the tenant's new settings. */
  void forget(String name) {
    found.remove(name);
    retire(name);
  }

  private void retire(String name) {
    HikariDataSource pool = own.remove(name);
    if (pool != null) {
      unbind(name);
      retired.add(pool);
      closeWhenIdle(pool, LOOKS);
    }
  }

  /** Whoever works on one of its connections may finish. */
  private void closeWhenIdle(HikariDataSource pool, int looks) {
    HikariPoolMXBean now = pool.getHikariPoolMXBean();
    boolean idle =
        now == null || now.getActiveConnections() + now.getThreadsAwaitingConnection() == 0;
    if (idle || looks == 0) {
      pool.close();
      retired.remove(pool);
    } else {
      housekeeping.schedule(
          () -> closeWhenIdle(pool, looks - 1), BETWEEN_LOOKS_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private DataSource lookUp(String name, DatabaseLogin login) {
    try {
      Object bound = new InitialContext().lookup(name);
      if (bound instanceof DataSource source) {
        LOG.log(Level.INFO, "Using the server''s own pool {0}", name);
        return source;
      }
    } catch (NamingException e) {
      LOG.log(Level.DEBUG, "Nothing is bound to {0}: {1}", name, e.getClass().getSimpleName());
    }
    HikariDataSource pool = new HikariDataSource(configuration(name, login));
    own.put(name, pool);
    bind(name, pool);
    return pool;
  }

  private HikariConfig configuration(String name, DatabaseLogin login) {
    HikariConfig config = new HikariConfig();
    config.setPoolName(name.substring(name.lastIndexOf('/') + 1));
    config.setJdbcUrl(login.jdbcUrl());
    config.setDriverClassName("org.postgresql.Driver");
    config.setUsername(login.user());
    config.setPassword(login.password().value());
    config.setAutoCommit(false);
    config.setMinimumIdle(0);
    config.setMaximumPoolSize(poolSize);
    config.setIdleTimeout(60_000);
    // A database that is down is told within seconds, not after the default half minute.
    config.setConnectionTimeout(3_000);
    config.setValidationTimeout(1_000);
    config.setInitializationFailTimeout(-1);
    config.setScheduledExecutor(housekeeping);
    config.addDataSourceProperty("connectTimeout", "3");
    config.addDataSourceProperty("socketTimeout", "60");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    config.addDataSourceProperty("ApplicationName", "concierge");
    // Not behind the next two, which an installation must not undo.
    login.driverParameters().forEach(config::addDataSourceProperty);
    // PostgreSQL quotes the failing row, and a row may be a message.
    config.addDataSourceProperty("logServerErrorDetail", "false");
    // One statement shape serves all tenants: a plan for "any tenant" would scan like a stranger.
    config.addDataSourceProperty("options", "-c plan_cache_mode=force_custom_plan -c jit=off");
    return config;
  }

  private static void bind(String name, DataSource pool) {
    try {
      Context context = new InitialContext();
      String[] parts = name.replaceFirst("^java:global/", "").split("/");
      StringBuilder path = new StringBuilder("java:global");
      for (int i = 0; i < parts.length - 1; i++) {
        path.append('/').append(parts[i]);
        createSubcontext(context, path.toString());
      }
      context.rebind(name, pool);
    } catch (NamingException e) {
      // Without a naming service (the command line) the pool works all the same.
      LOG.log(Level.DEBUG, "Not bound to {0}: {1}", name, e.getClass().getSimpleName());
    }
  }

  private static void createSubcontext(Context context, String path) {
    try {
      context.createSubcontext(path);
    } catch (NamingException e) {
      LOG.log(Level.TRACE, "{0} exists", path);
    }
  }

  private static void unbind(String name) {
    try {
      new InitialContext().unbind(name);
    } catch (NamingException e) {
      LOG.log(Level.DEBUG, "Not unbound: {0}", name);
    }
  }

  @Override
  public void close() {
    own.keySet().forEach(this::forget);
    retired.forEach(HikariDataSource::close);
    housekeeping.shutdownNow();
  }
}
