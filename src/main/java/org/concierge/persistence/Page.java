package org.concierge.persistence;

import java.util.List;
import java.util.function.Function;
import org.concierge.problem.Problem;
import org.concierge.tenant.TenantId;

/**
 * The part of a list that a caller asked for. Whoever reads it fetches one row more than the limit:
 * that row is not shown, it tells that another page follows.
 *
 * @param limit rows at most
 */
public record Page(int limit, Cursor after) {
  private static final int MAX_LIMIT = 200;
  private static final int DEFAULT_LIMIT = 50;

  /** The first page of a list, at its usual length. */
  public static final Page FIRST = new Page(DEFAULT_LIMIT, Cursor.START);

  /**
   * @param limit null: the usual one
   * @param cursor null or empty: from the start
   * @throws Problem BAD_REQUEST if there is no such page in this tenant's list
   */
  public static Page parse(Integer limit, String cursor, TenantId tenant) {
    return new Page(limit(limit), Cursor.parse(cursor, tenant));
  }

  /**
   * @param wanted null: the usual one
   * @throws Problem BAD_REQUEST if it is none, or more than one page holds
   */
  public static int limit(Integer wanted) {
    return limit(wanted, MAX_LIMIT);
  }

  /** As above, for a form of the list that holds more rows than a page. */
  public static int limit(Integer wanted, int max) {
    if (wanted == null) {
      return DEFAULT_LIMIT;
    }
    if (wanted < 1 || wanted > max) {
      throw Problem.badRequest("\"limit\" must be from 1 to " + max + ".");
    }
    return wanted;
  }

  /** How many rows to fetch. */
  public int fetched() {
    return limit + 1;
  }

  /** Of the rows fetched, those to show. */
  public <T> List<T> shown(List<T> fetched) {
    return fetched.subList(0, Math.min(limit, fetched.size()));
  }

  /** The cursor of the page that follows; null if these rows are the last. */
  public <T> String next(List<T> fetched, Function<T, Cursor> position, TenantId tenant) {
    return fetched.size() > limit ? position.apply(fetched.get(limit - 1)).text(tenant) : null;
  }
}
