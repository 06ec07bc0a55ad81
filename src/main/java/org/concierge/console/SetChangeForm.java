package org.concierge.console;

import org.concierge.evaluation.QuestionSet;

/** What is typed about a question set that is there. */
public final class SetChangeForm {
  private String name;
  private boolean gate;
  private String typed = "";

  SetChangeForm(QuestionSet set) {
    name = set.name();
    gate = set.gate();
  }

  public String getName() {
    return name;
  }

  public void setName(String name) {
    this.name = name;
  }

  public boolean isGate() {
    return gate;
  }

  public void setGate(boolean gate) {
    this.gate = gate;
  }

  public String getTyped() {
    return typed;
  }

  public void setTyped(String typed) {
    this.typed = typed;
  }
}
