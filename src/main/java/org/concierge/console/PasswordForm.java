package org.concierge.console;

/** The present password and, twice, the one that is to follow, as they were typed. */
public class PasswordForm {
  private String present = "";
  private String fresh = "";
  private String again = "";

  /** Whether the same was typed twice. */
  boolean agrees() {
    return fresh.equals(again);
  }

  public String getPresent() {
    return present;
  }

  public void setPresent(String present) {
    this.present = present;
  }

  public String getFresh() {
    return fresh;
  }

  public void setFresh(String fresh) {
    this.fresh = fresh;
  }

  public String getAgain() {
    return again;
  }

  public void setAgain(String again) {
    this.again = again;
  }
}
