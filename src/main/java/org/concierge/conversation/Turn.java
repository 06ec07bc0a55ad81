package org.concierge.conversation;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.TenantId;
import org.hibernate.type.SqlTypes;

/**
 * A question with its answer and citations. Stored ANSWERING before the model is asked, so that
 * nothing is lost whatever happens then; ends DONE, FAILED or STOPPED with what was answered so
 * far.
 */
@Entity
public class Turn {

  /** How far a turn has come. */
  public enum State {
    ANSWERING,
    DONE,
    FAILED,
    STOPPED
  }

  @Id private UUID id;

  @TenantId
  @Column(name = "tenant_id")
  private String tenantId;

  @Column(name = "conversation_id")
  private UUID conversationId;

  private int position;
  private String question;
  private String answer = "";

  @Enumerated(EnumType.STRING)
  private State state;

  private String problem = "";

  @Column(name = "llm_provider")
  private String llmProvider;

  private String model;

  @Column(name = "prompt_tokens")
  private int promptTokens;

  @Column(name = "completion_tokens")
  private int completionTokens;

  @Column(name = "context_used")
  private boolean contextUsed;

  @JdbcTypeCode(SqlTypes.JSON)
  private List<Citation> sources = List.of();

  @Column(name = "rests_on")
  private UUID[] restsOn = {};

  @Column(name = "replaced_by")
  private UUID replacedBy;

  private String channel = "";
  private String assistant = "";

  private Short rating;

  @Column(name = "feedback_reason")
  private String feedbackReason = "";

  @Column(name = "feedback_comment")
  private String feedbackComment = "";

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "completed_at")
  private Instant completedAt;

  protected Turn() {}

  public Turn(UUID id, UUID conversationId, int position, String question, Instant now) {
    this.id = id;
    this.conversationId = conversationId;
    this.position = position;
    this.question = question;
    this.state = State.ANSWERING;
    this.llmProvider = "";
    this.model = "";
    this.createdAt = now;
  }

  /** One that a program tells of; it is stored nowhere. */
  public static Turn told(int position, String question, String answer) {
    Turn turn = new Turn(UUID.randomUUID(), null, position, question, Instant.EPOCH);
    turn.state = State.DONE;
    turn.answer = answer;
    return turn;
  }

  /**
   * The answer has come to its end.
   *
   * @param result what was answered, perhaps in part
   * @param why empty unless it failed: what the one who asked is told
   */
  public void end(State how, ChatAnswer result, String why, Instant now) {
    state = how;
    answer = result.response();
    problem = why;
    llmProvider = result.llmProvider();
    model = result.model();
    promptTokens = result.usage().promptTokens();
    completionTokens = result.usage().completionTokens();
    contextUsed = result.contextUsed();
    sources = result.sources();
    completedAt = now;
  }

  /**
   * Its answer is made from these documents, whether it cites them or not.
   *
   * @param documents also those that the earlier turns rest on, if it was made from these too
   */
  public void restOn(Collection<UUID> documents) {
    restsOn = documents.stream().distinct().toArray(UUID[]::new);
  }

  /** Another turn was asked in its place: it is kept, and the conversation goes on without it. */
  void replaceBy(UUID other) {
    replacedBy = other;
  }

  /**
   * By which door the question came, {@code app}, {@code api}, {@code openai}, {@code mcp}, and to
   * which assistant, "" for none.
   */
  void cameBy(String door, String to) {
    channel = door;
    assistant = to;
  }

  /** What the one who asked thinks of the answer; the last word counts. */
  void rate(Feedback feedback) {
    rating = feedback.rating().shortValue();
    feedbackReason = feedback.reason() == null ? "" : feedback.reason();
    feedbackComment = feedback.comment() == null ? "" : feedback.comment();
  }

  /** The feedback as it was given; null if there is none. */
  public Feedback feedback() {
    return rating == null ? null : new Feedback(rating.intValue(), feedbackReason, feedbackComment);
  }

  public UUID id() {
    return id;
  }

  public UUID conversationId() {
    return conversationId;
  }

  public int position() {
    return position;
  }

  public String question() {
    return question;
  }

  public String answer() {
    return answer;
  }

  public State state() {
    return state;
  }

  /** Empty unless the turn failed: what the one who asked was told. */
  public String problem() {
    return problem;
  }

  public String llmProvider() {
    return llmProvider;
  }

  public String model() {
    return model;
  }

  public int promptTokens() {
    return promptTokens;
  }

  public int completionTokens() {
    return completionTokens;
  }

  public boolean contextUsed() {
    return contextUsed;
  }

  public List<Citation> sources() {
    return sources;
  }

  /** The documents that the answer was made from. */
  public Set<UUID> restsOn() {
    return Set.of(restsOn);
  }

  /** The turn that was asked in its place, or in that of one before it; null if none was. */
  public UUID replacedBy() {
    return replacedBy;
  }

  public String channel() {
    return channel;
  }

  /** The assistant that was asked; "" for none. */
  public String assistant() {
    return assistant;
  }

  public Instant createdAt() {
    return createdAt;
  }

  public Instant completedAt() {
    return completedAt;
  }
}
