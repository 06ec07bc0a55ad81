package org.concierge.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.concierge.chat.Rehearsal;
import org.concierge.conversation.ChatAnswer;
import org.concierge.judging.AnswerCheck;
import org.concierge.judging.JudgedQuestion;
import org.concierge.judging.Ranking;
import org.concierge.judging.Verdict;
import org.concierge.problem.Problem;
import org.concierge.retrieval.Passage;
import org.concierge.retrieval.Question;
import org.concierge.retrieval.Retriever;
import org.concierge.tenant.Tenant;

/**
 * Asks questions and judges what comes of it, one after the other. Thread safe; works inside the
 * tenant's scope, with the eyes of the thread's reader.
 */
public final class Evaluating {
  /** Enough for ten pages or documents, of which each may give several passages. */
  private static final int PASSAGES = 60;

  private final Retriever retriever;
  private final Rehearsal rehearsal;

  public Evaluating(Retriever retriever, Rehearsal rehearsal) {
    this.retriever = retriever;
    this.rehearsal = rehearsal;
  }

  /**
   * A question that fails is a verdict too, and does not end the run.
   *
   * @param tenant with what its model is to be told
   * @param answers whether answers are asked for, not only passages
   * @param progress hears how many are done
   */
  List<Verdict> judge(
      Tenant tenant, List<JudgedQuestion> questions, boolean answers, IntConsumer progress) {
    List<Verdict> verdicts = new ArrayList<>();
    for (JudgedQuestion question : questions) {
      verdicts.add(judge(tenant, question, answers));
      progress.accept(verdicts.size());
    }
    return verdicts;
  }

  private Verdict judge(Tenant tenant, JudgedQuestion question, boolean answers) {
    long began = System.nanoTime();
    Ranking ranking = null;
    try {
      List<Passage> found = retriever.find(tenant, Question.of(question.question(), PASSAGES));
      ranking = question.expected().isEmpty() ? null : Ranking.of(found, question.expected());
    } catch (Problem problem) {
      return verdict(question, null, null, problem, millis(began), 0);
    }
    long searched = millis(began);
    if (!answers) {
      return verdict(question, ranking, null, null, searched, 0);
    }
    began = System.nanoTime();
    try {
      ChatAnswer answer = rehearsal.answer(tenant, Optional.empty(), question.question());
      return verdict(question, ranking, answer, null, searched, millis(began));
    } catch (Problem problem) {
      return verdict(question, ranking, null, problem, searched, millis(began));
    }
  }

  private static Verdict verdict(
      JudgedQuestion question,
      Ranking ranking,
      ChatAnswer answer,
      Problem problem,
      long searchMillis,
      long answerMillis) {
    return new Verdict(
        question.id(),
        question.label(),
        question.question(),
        ranking,
        answer == null ? null : right(question, answer),
        answer == null ? null : answer.response(),
        problem == null ? null : problem.detail(),
        searchMillis,
        answerMillis,
        answer == null ? 0 : answer.usage().promptTokens(),
        answer == null ? 0 : answer.usage().completionTokens());
  }

  /** Null if nobody has said what would be. */
  private static Boolean right(JudgedQuestion question, ChatAnswer answer) {
    if (!question.hasRightAnswer()) {
      return null;
    }
    return question.unanswerable()
        ? !answer.contextUsed()
        : AnswerCheck.gives(answer.response(), question.answers());
  }

  private static long millis(long began) {
    return (System.nanoTime() - began) / 1_000_000;
  }
}
