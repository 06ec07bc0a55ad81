package org.concierge.console;

import java.util.List;
import org.concierge.evaluation.QuestionSet;
import org.concierge.evaluation.QuestionSets;
import org.concierge.tenant.TenantId;

/** What is typed to make a question set; the texts are those of a benchmark's files. */
public final class SetForm {
  private String name = "";
  private String queries = "";
  private String qrels = "";
  private String answers = "";

  /** Empty if no questions are given. */
  QuestionSet create(QuestionSets sets, TenantId tenant) {
    return queries.isBlank()
        ? sets.create(tenant, name, List.of())
        : sets.read(tenant, name, lines(queries), lines(qrels), lines(answers));
  }

  /** As files hold them: browsers end lines otherwise. */
  private static String lines(String text) {
    return text.replaceAll("\\R", "\n");
  }

  public String getName() {
    return name;
  }

  public void setName(String name) {
    this.name = name;
  }

  public String getQueries() {
    return queries;
  }

  public void setQueries(String queries) {
    this.queries = queries;
  }

  public String getQrels() {
    return qrels;
  }

  public void setQrels(String qrels) {
    this.qrels = qrels;
  }

  public String getAnswers() {
    return answers;
  }

  public void setAnswers(String answers) {
    this.answers = answers;
  }
}
