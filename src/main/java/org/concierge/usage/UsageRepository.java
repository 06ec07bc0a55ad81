package org.concierge.usage;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.concierge.access.Reader;
import org.concierge.access.ReaderScope;
import org.concierge.persistence.Databases;
import org.concierge.persistence.Statements;
import org.concierge.tenant.TenantId;
import org.concierge.usage.UsageReport.Line;

/** The ledger in the shared database. Each method is one transaction, in the tenant's scope. */
public final class UsageRepository implements LedgerStore {
  private static final String ADD =
      """
      insert into usage_day (
         tenant_id, day, kind, model, actor_id, actor_kind, department, requests, model_calls,
         prompt_tokens, completion_tokens, bytes, cost)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      on conflict (tenant_id, day, kind, model, actor_id, department) do update set
        requests = usage_day.requests + excluded.requests,
        model_calls = usage_day.model_calls + excluded.model_calls,
        prompt_tokens = usage_day.prompt_tokens + excluded.prompt_tokens,
        completion_tokens = usage_day.completion_tokens + excluded.completion_tokens,
        bytes = usage_day.bytes + excluded.bytes,
        cost = usage_day.cost + excluded.cost
      """;

  private static final String SUM =
      """
      insert into usage_period (tenant_id, period, tokens, cost) values (?, ?, ?, ?)
      on conflict (tenant_id, period) do update set
        tokens = usage_period.tokens + excluded.tokens, cost = usage_period.cost + excluded.cost
      """;

  private static final String REPORT =
      """
      with line as (
        select case ?
                 when 'day' then d.day::text
                 when 'model' then d.model
                 when 'department' then d.department
                 when 'user' then case d.actor_kind when 'USER' then d.actor_id::text else '' end
                 else case d.actor_kind when 'KEY' then d.actor_id::text else '' end
               end as key, d.*
        from usage_day d
        where d.tenant_id = ? and d.day >= ? and d.day <= ?)
      select line.key, sum(requests), sum(model_calls), sum(prompt_tokens), sum(completion_tokens),
             sum(bytes), case when bool_or(cost is null) then null else sum(cost) end
      from line group by line.key order by line.key
      """;

  private static final String NAMES =
      """
      select u.id::text, u.email from app_user u where u.tenant_id = ?
      union all
      select k.id::text, k.name from api_key k where k.tenant_id = ?
      """;

  private final Databases databases;

  public UsageRepository(Databases databases) {
    this.databases = databases;
  }

  @Override
  public void add(TenantId tenant, Ledger.Page page) {
    databases.inShared(
        tenant,
        connection -> {
          Map<String, Amount> periods = new TreeMap<>();
          for (Map.Entry<Entry, Amount> line : inOrder(page)) {
            add(connection, tenant, line.getKey(), line.getValue());
            if (line.getKey().local()) {
              continue;
            }
            String day = line.getKey().day().toString();
            periods.merge(day, line.getValue(), UsageRepository::known);
            periods.merge(day.substring(0, 7), line.getValue(), UsageRepository::known);
          }
          for (Map.Entry<String, Amount> sum : periods.entrySet()) {
            BigDecimal cost = sum.getValue().cost();
            Statements.change(
                connection,
                SUM,
                tenant.value(),
                sum.getKey(),
                sum.getValue().totalTokens(),
                cost == null ? BigDecimal.ZERO : cost);
          }
          for (UUID lease : page.ended()) {
            Statements.change(
                connection,
                "delete from usage_lease where tenant_id = ? and id = ?",
                tenant.value(),
                lease);
          }
          return null;
        });
  }

  /** In the same order on all nodes: two that wait for each other would both fail. */
  private static List<Map.Entry<Entry, Amount>> inOrder(Ledger.Page page) {
    return page.amounts().entrySet().stream()
        .sorted(Comparator.comparing(line -> line.getKey().toString()))
        .toList();
  }

  /** What has no price does not hide what has one: budgets count what is known. */
  private static Amount known(Amount one, Amount other) {
    if (one.cost() != null && other.cost() != null) {
      return one.plus(other);
    }
    BigDecimal cost = one.cost() == null ? other.cost() : one.cost();
    Amount sum = one.plus(other);
    return Amount.ofCall(sum.promptTokens(), sum.completionTokens(), cost);
  }

  private static void add(Connection connection, TenantId tenant, Entry entry, Amount amount)
      throws SQLException {
    Statements.change(
        connection,
        ADD,
        tenant.value(),
        entry.day(),
        entry.kind().name(),
        entry.model(),
        entry.by().id(),
        entry.by().kind().name(),
        entry.by().department(),
        amount.requests(),
        amount.modelCalls(),
        amount.promptTokens(),
        amount.completionTokens(),
        amount.bytes(),
        amount.cost());
  }

  /** Both days belong to it; in the order of the keys. */
  List<Line> report(TenantId tenant, LocalDate from, LocalDate to, UsageReport.By by) {
    return databases.inShared(
        tenant,
        connection -> {
          Map<String, String> names = new TreeMap<>();
          if (by == UsageReport.By.USER || by == UsageReport.By.KEY) {
            Statements.list(
                connection,
                row -> names.put(row.getString(1), row.getString(2)),
                NAMES,
                tenant.value(),
                tenant.value());
          }
          return Statements.list(
              connection,
              row -> new Line(row.getString(1), names.get(row.getString(1)), amount(row)),
              REPORT,
              by.wire(),
              tenant.value(),
              from,
              to);
        });
  }

  private static Amount amount(ResultSet row) throws SQLException {
    return new Amount(
        row.getLong(2),
        row.getLong(3),
        row.getLong(4),
        row.getLong(5),
        row.getLong(6),
        row.getBigDecimal(7));
  }

  /** Of what is paid for, in a day or a month. */
  Turns.Spent spent(TenantId tenant, String period) {
    return databases.inShared(
        tenant, connection -> LeaseRepository.spent(connection, tenant, period));
  }

  /** Bytes of all the tenant's documents at this moment; a sum, whoever may read them. */
  long storage(TenantId tenant) {
    return ReaderScope.get(
        Reader.ofEverything(),
        () ->
            databases.inTenant(
                tenant,
                connection ->
                    Statements.first(
                            connection,
                            row -> row.getLong(1),
                            "select coalesce(sum(size_bytes), 0) from document where tenant_id = ?",
                            tenant.value())
                        .orElse(0L)));
  }
}
