package broken.persistence;

class AllowedPool {
  com.zaxxer.hikari.HikariDataSource pool;
  broken.access.Requires above;
}
