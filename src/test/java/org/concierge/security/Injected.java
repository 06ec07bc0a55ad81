package org.concierge.security;

import java.lang.reflect.Field;

/** What the container does to a class at the edge: fills its private fields. */
final class Injected {
  private Injected() {}

  static void into(Object target, String name, Object value) {
    try {
      Field field = target.getClass().getDeclaredField(name);
      field.setAccessible(true);
      field.set(target, value);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }
}
