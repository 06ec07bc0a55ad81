package org.concierge.tenant;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a tenant: 2 to 31 characters, a lower-case letter first, then letters, digits and
 * hyphens. It stands in folder names, schema names and settings, so nothing else is let in.
 */
public record TenantId(String value) {
  private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{1,30}");

  /**
   * @throws IllegalArgumentException if the value has another form
   */
  public TenantId {
    if (value == null || !FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("A tenant id must match [a-z][a-z0-9-]{1,30}.");
    }
  }

  /** Empty if the value has another form. */
  public static Optional<TenantId> parse(String value) {
    return value != null && FORM.matcher(value).matches()
        ? Optional.of(new TenantId(value))
        : Optional.empty();
  }

  /** The id as an SQL name; unique, since an id has no underscores of its own. */
  public String sqlName() {
    return value.replace('-', '_');
  }

  @Override
  public String toString() {
    return value;
  }
}
