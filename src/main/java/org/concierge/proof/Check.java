package org.concierge.proof;

import java.util.List;

/**
 * How a tenant was found.
 *
 * @param left what the check has left behind, a sentence each
 */
public record Check(String tenantId, boolean passed, List<Step> steps, List<String> left) {

  /**
   * A thing that was tried.
   *
   * @param detail what was seen, or what was wrong
   */
  public record Step(String name, boolean passed, String detail, long millis) {}
}
