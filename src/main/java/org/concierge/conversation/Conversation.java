package org.concierge.conversation;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.TenantId;

/**
 * A stored thread of turns between one principal and the tenant's documents. The wire calls it a
 * session and lets the caller choose its name, which is why the name counts only together with the
 * tenant and the principal.
 */
@Entity
public class Conversation {
  private static final int MAX_TITLE = 80;

  @Id private UUID id;

  @TenantId
  @Column(name = "tenant_id")
  private String tenantId;

  @Column(name = "principal_id")
  private UUID principalId;

  @Column(name = "session_id")
  private String sessionId;

  private String title;
  private boolean pinned;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "updated_at")
  private Instant updatedAt;

  protected Conversation() {}

  public Conversation(
      UUID id, UUID principalId, String sessionId, String firstQuestion, Instant now) {
    this.id = id;
    this.principalId = principalId;
    this.sessionId = sessionId;
    String line = firstQuestion.strip().replaceAll("\\s+", " ");
    this.title = line.length() <= MAX_TITLE ? line : line.substring(0, MAX_TITLE - 1) + "…";
    this.createdAt = now;
    this.updatedAt = now;
  }

  /** As its owner calls it from now on. */
  void rename(String wanted) {
    title = wanted;
  }

  /** Whether its owner wants it above the others. */
  void pin(boolean wanted) {
    pinned = wanted;
  }

  void touch(Instant now) {
    updatedAt = now;
  }

  public UUID id() {
    return id;
  }

  /** Whose it is. */
  public UUID principalId() {
    return principalId;
  }

  public String sessionId() {
    return sessionId;
  }

  public String title() {
    return title;
  }

  public boolean pinned() {
    return pinned;
  }

  public Instant createdAt() {
    return createdAt;
  }

  public Instant updatedAt() {
    return updatedAt;
  }
}
