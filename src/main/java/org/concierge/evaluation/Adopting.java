package org.concierge.evaluation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.concierge.access.Caller;
import org.concierge.audit.Audit;
import org.concierge.conversation.ConversationRepository;
import org.concierge.conversation.Turn;
import org.concierge.judging.JudgedQuestion;
import org.concierge.problem.Problem;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.Tenants;

/**
 * Takes questions that people have asked into question sets, so that they are asked again whenever
 * something changes. Thread safe; works inside the tenant's scope.
 */
public final class Adopting {
  /** The set that takes them where none is named. */
  static final String USUAL = "From conversations";

  private final Tenants tenants;
  private final ConversationRepository conversations;
  private final QuestionSets sets;
  private final Audit audit;

  public Adopting(
      Tenants tenants, ConversationRepository conversations, QuestionSets sets, Audit audit) {
    this.tenants = tenants;
    this.conversations = conversations;
    this.sets = sets;
    this.audit = audit;
  }

  /** Those that can take questions, by name. */
  public List<QuestionSet> sets(TenantId tenant) {
    return sets.list(tenant);
  }

  /**
   * Adds the turns' questions to a set, each to be judged there; one that the set holds already is
   * not added again.
   *
   * @param set empty: the one that is called "From conversations", which is made if need be
   * @return the set, as it is then
   * @throws Problem NOT_FOUND as {@link #question}, or if there is no such set
   */
  public QuestionSet adopt(Caller by, List<UUID> turns, Optional<UUID> set) {
    TenantId tenant = by.tenant();
    List<String> questions = turns.stream().map(turn -> question(by, turn)).distinct().toList();
    QuestionSet into = set.map(id -> sets.get(tenant, id)).orElseGet(() -> usual(by));
    List<String> known =
        sets.questions(tenant, into.id()).stream().map(JudgedQuestion::question).toList();
    for (String question : questions) {
      if (!known.contains(question)) {
        JudgedQuestion added =
            sets.add(tenant, into.id(), new JudgedQuestion(null, "", question, null, null, null));
        audit.record(
            by, "eval.question_added", into.id().toString(), Map.of("question", added.id()));
      }
    }
    return sets.get(tenant, into.id());
  }

  private QuestionSet usual(Caller by) {
    return sets.list(by.tenant()).stream()
        .filter(one -> one.name().equals(USUAL))
        .findFirst()
        .orElseGet(
            () -> {
              QuestionSet made = sets.create(by.tenant(), USUAL, List.of());
              audit.record(by, "eval.created", made.id().toString(), Map.of("questions", 0));
              return made;
            });
  }

  /**
   * What was asked.
   *
   * @throws Problem NOT_FOUND also if it is somebody else's and administrators do not read those
   */
  String question(Caller by, UUID turn) {
    boolean all = tenants.get(by.tenant()).adminReadsChats();
    Turn found =
        conversations
            .turn(by.tenant(), turn, all ? null : by.id())
            .orElseThrow(() -> Problem.notFound("turn"));
    // Before it is shown: nobody reads what others asked without that being written down.
    audit.record(
        by, "conversation.read_turn", turn.toString(), Map.of("in", found.conversationId()));
    return found.question();
  }
}
