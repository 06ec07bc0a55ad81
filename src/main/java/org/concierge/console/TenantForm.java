package org.concierge.console;

import org.concierge.platform.NewTenant;
import org.concierge.tenant.TenantId;

/** What is typed to make a tenant, as it was typed. */
public class TenantForm {
  private String id = "";
  private String name = "";
  private String isolation = "shared";
  private String plan = "basic";
  private boolean done;

  /**
   * @throws org.concierge.problem.Problem BAD_REQUEST that names the field
   */
  NewTenant read() {
    return NewTenant.read(id, name, isolation, plan);
  }

  void done(TenantId made) {
    id = made.value();
    done = true;
  }

  boolean isDone() {
    return done;
  }

  public String getId() {
    return id;
  }

  public void setId(String id) {
    this.id = id;
  }

  public String getName() {
    return name;
  }

  public void setName(String name) {
    this.name = name;
  }

  public String getIsolation() {
    return isolation;
  }

  public void setIsolation(String isolation) {
    this.isolation = isolation;
  }

  public String getPlan() {
    return plan;
  }

  public void setPlan(String plan) {
    this.plan = plan;
  }
}
