package org.concierge.console;

/** What is typed to sign in, as it was typed. */
public class LoginForm {
  private String email = "";
  private String password = "";
  private String company = "";

  public String getEmail() {
    return email;
  }

  public void setEmail(String email) {
    this.email = email;
  }

  public String getPassword() {
    return password;
  }

  public void setPassword(String password) {
    this.password = password;
  }

  /** The tenant, where the page's address names none. */
  public String getCompany() {
    return company;
  }

  public void setCompany(String company) {
    this.company = company.strip();
  }
}
