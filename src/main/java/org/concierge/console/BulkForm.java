package org.concierge.console;

import java.util.List;
import org.concierge.library.BulkWork.Action;
import org.concierge.library.BulkWork.Task;

/** What is to be done to the documents that are chosen. */
public final class BulkForm {
  private Action action = Action.TAG;
  private String words = "";
  private String collection = "";
  private String typed = "";
  private boolean all;

  Task task() {
    List<String> list = List.copyOf(Words.of(words));
    return new Task(action, list, collection, list);
  }

  /** Deleting many asks how many: a number that only fits if one has looked. */
  boolean isMeant(int count) {
    return action != Action.DELETE || typed.strip().equals(String.valueOf(count));
  }

  boolean lacksWords() {
    boolean needed = action == Action.TAG || action == Action.UNTAG || action == Action.READERS;
    return needed && Words.of(words).isEmpty();
  }

  public List<Action> getActions() {
    return List.of(Action.values());
  }

  public Action getAction() {
    return action;
  }

  public void setAction(Action action) {
    this.action = action;
  }

  public String getWords() {
    return words;
  }

  public void setWords(String words) {
    this.words = words;
  }

  public String getCollection() {
    return collection;
  }

  public void setCollection(String collection) {
    this.collection = collection == null ? "" : collection;
  }

  public String getTyped() {
    return typed;
  }

  public void setTyped(String typed) {
    this.typed = typed;
  }

  public boolean isAll() {
    return all;
  }

  public void setAll(boolean all) {
    this.all = all;
  }
}
