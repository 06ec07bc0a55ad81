package org.concierge.evaluation;

import java.util.List;
import java.util.UUID;
import org.concierge.judging.Expectation;
import org.concierge.judging.JudgedQuestion;
import org.concierge.judging.QuestionFiles;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.tenant.TenantId;

/**
 * What can be done with a tenant's question sets, whoever asks. Thread safe; works inside the
 * tenant's scope.
 */
public final class QuestionSets {
  private static final int MAX_NAME = 100;
  private static final int MAX_QUESTIONS = 5_000;

  private final QuestionSetRepository sets;

  public QuestionSets(QuestionSetRepository sets) {
    this.sets = sets;
  }

  /** By name. */
  public List<QuestionSet> list(TenantId tenant) {
    return sets.all(tenant);
  }

  /**
   * @throws Problem NOT_FOUND
   */
  public QuestionSet get(TenantId tenant, UUID id) {
    return sets.get(tenant, id).orElseThrow(() -> Problem.notFound("question set"));
  }

  /**
   * The one of that name or id.
   *
   * @throws Problem NOT_FOUND
   */
  public QuestionSet named(TenantId tenant, String nameOrId) {
    return sets.all(tenant).stream()
        .filter(set -> set.name().equals(nameOrId) || set.id().toString().equals(nameOrId))
        .findFirst()
        .orElseThrow(() -> Problem.notFound("question set"));
  }

  /**
   * @param questions get ids of their own
   * @throws Problem BAD_REQUEST, CONFLICT if there is one of that name
   */
  public QuestionSet create(TenantId tenant, String name, List<JudgedQuestion> questions) {
    UUID id = UUID.randomUUID();
    checkCount(questions.size());
    String checked = checked(tenant, id, name);
    sets.create(tenant, id, checked, questions.stream().map(QuestionSets::fresh).toList());
    return get(tenant, id);
  }

  /**
   * Puts the questions of a benchmark's files into a new set.
   *
   * @throws Problem BAD_REQUEST naming file and line, CONFLICT if there is one of that name
   */
  public QuestionSet read(
      TenantId tenant, String name, String queries, String qrels, String answers) {
    return create(tenant, name, QuestionFiles.read(queries, qrels, answers));
  }

  /**
   * @param name null: as it is
   * @param gate null: as it is
   */
  public QuestionSet change(TenantId tenant, UUID id, String name, Boolean gate) {
    QuestionSet former = get(tenant, id);
    sets.update(
        tenant,
        id,
        name == null ? former.name() : checked(tenant, id, name),
        gate == null ? former.gate() : gate);
    return get(tenant, id);
  }

  public void delete(TenantId tenant, UUID id) {
    if (!sets.delete(tenant, id)) {
      throw Problem.notFound("question set");
    }
  }

  /**
   * @throws Problem NOT_FOUND
   */
  public JudgedQuestion question(TenantId tenant, UUID id) {
    return sets.question(tenant, id).orElseThrow(() -> Problem.notFound("question"));
  }

  public List<JudgedQuestion> questions(TenantId tenant, UUID set) {
    get(tenant, set);
    return sets.questions(tenant, set);
  }

  public JudgedQuestion add(TenantId tenant, UUID set, JudgedQuestion question) {
    checkCount(get(tenant, set).questions() + 1);
    JudgedQuestion added = fresh(question);
    sets.add(tenant, set, List.of(added));
    return added;
  }

  /**
   * @param wanted what is null in it stays as it is
   */
  public JudgedQuestion judge(TenantId tenant, UUID id, Judgement wanted) {
    JudgedQuestion former = question(tenant, id);
    JudgedQuestion next =
        new JudgedQuestion(
                id,
                former.label(),
                wanted.question() == null ? former.question() : wanted.question(),
                wanted.expected() == null ? former.expected() : wanted.expected(),
                wanted.answers() == null ? former.answers() : wanted.answers(),
                wanted.unanswerable() == null ? former.unanswerable() : wanted.unanswerable())
            .checked();
    sets.replace(tenant, next);
    return next;
  }

  /** What is to be known of a question. */
  public record Judgement(
      String question, List<Expectation> expected, List<String> answers, Boolean unanswerable) {}

  public void deleteQuestion(TenantId tenant, UUID id) {
    if (!sets.deleteQuestion(tenant, id)) {
      throw Problem.notFound("question");
    }
  }

  private static JudgedQuestion fresh(JudgedQuestion question) {
    return new JudgedQuestion(
            UUID.randomUUID(),
            question.label(),
            question.question(),
            question.expected(),
            question.answers(),
            question.unanswerable())
        .checked();
  }

  private String checked(TenantId tenant, UUID id, String name) {
    String wanted = name == null ? "" : name.strip();
    if (wanted.isEmpty() || wanted.length() > MAX_NAME) {
      throw Problem.badRequest("\"name\" must have 1 to " + MAX_NAME + " characters.");
    }
    boolean taken =
        sets.all(tenant).stream()
            .anyMatch(set -> set.name().equals(wanted) && !set.id().equals(id));
    if (taken) {
      throw new Problem(ProblemType.CONFLICT, "There is a question set of that name already.");
    }
    return wanted;
  }

  private static void checkCount(int questions) {
    if (questions > MAX_QUESTIONS) {
      throw Problem.badRequest("A set holds " + MAX_QUESTIONS + " questions at most.");
    }
  }
}
