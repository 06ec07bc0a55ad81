package org.concierge.conversation;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.TenantId;
import org.hibernate.type.SqlTypes;

/**
 * Why a turn was answered as it was: what was searched for, all passages that were found, cited or
 * not, and how long that took. Stored with the end of its turn, deleted with it.
 */
@Entity
@Table(name = "turn_grounds")
public class Grounds {
  @Id
  @Column(name = "turn_id")
  private UUID turnId;

  @TenantId
  @Column(name = "tenant_id")
  private String tenantId;

  private String searched;

  @JdbcTypeCode(SqlTypes.JSON)
  private List<Citation> passages = List.of();

  @Column(name = "prompt_version")
  private String promptVersion = "";

  @Column(name = "search_ms")
  private int searchMillis;

  @Column(name = "first_delta_ms")
  private Integer firstDeltaMillis;

  protected Grounds() {}

  /**
   * @param searched the question as it was searched for, standing alone
   * @param passages as the model was given them, best first
   */
  public Grounds(UUID turnId, String searched, List<Citation> passages, int searchMillis) {
    this.turnId = turnId;
    this.searched = searched;
    this.passages = List.copyOf(passages);
    this.searchMillis = searchMillis;
  }

  /** The answer's first word came so long after the question. */
  public void firstDelta(int millis) {
    firstDeltaMillis = millis;
  }

  /** By which version of the tenant's prompt the model was asked. */
  public void promptVersion(String version) {
    promptVersion = version;
  }

  public String searched() {
    return searched;
  }

  public List<Citation> passages() {
    return passages;
  }

  /** "" where the prompt has no versions. */
  public String promptVersion() {
    return promptVersion;
  }

  public int searchMillis() {
    return searchMillis;
  }

  /** Null if there was no word. */
  public Integer firstDeltaMillis() {
    return firstDeltaMillis;
  }
}
