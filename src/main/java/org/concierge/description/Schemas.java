package org.concierge.description;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/** JSON schemas of the records that travel, in snake_case. */
final class Schemas {
  private static final Set<Class<?>> WHOLE =
      Set.of(int.class, long.class, short.class, Integer.class, Long.class, Short.class);
  private static final Set<Class<?>> DECIMAL =
      Set.of(double.class, float.class, Double.class, Float.class, BigDecimal.class);

  private final Map<String, Map<String, Object>> known = new TreeMap<>();
  private final Map<Class<?>, String> names = new LinkedHashMap<>();

  /** By name: those that were asked for, and those that they hold. */
  Map<String, Map<String, Object>> all() {
    return known;
  }

  /** A reference for a record, the schema itself for anything else. */
  Map<String, Object> of(Type type) {
    if (type instanceof ParameterizedType generic) {
      return ofGeneric(generic);
    }
    if (!(type instanceof Class<?> plain)) {
      return new LinkedHashMap<>();
    }
    if (plain.isArray()) {
      return of("array", "items", of(plain.getComponentType()));
    }
    return plain.isRecord() ? reference(plain) : ofPlain(plain);
  }

  private Map<String, Object> ofGeneric(ParameterizedType generic) {
    Class<?> raw = (Class<?>) generic.getRawType();
    Type[] arguments = generic.getActualTypeArguments();
    if (Collection.class.isAssignableFrom(raw)) {
      return of("array", "items", of(arguments[0]));
    }
    if (Map.class.isAssignableFrom(raw)) {
      return of("object", "additionalProperties", of(arguments[1]));
    }
    return of(raw);
  }

  private static Map<String, Object> ofPlain(Class<?> type) {
    if (WHOLE.contains(type)) {
      return of("integer");
    }
    if (DECIMAL.contains(type)) {
      return of("number");
    }
    if (type == boolean.class || type == Boolean.class) {
      return of("boolean");
    }
    if (type.isEnum()) {
      List<String> values = Stream.of(type.getEnumConstants()).map(String::valueOf).toList();
      return of("string", "enum", values);
    }
    if (type == UUID.class) {
      return of("string", "format", "uuid");
    }
    if (type == Instant.class) {
      return of("string", "format", "date-time");
    }
    if (type == LocalDate.class) {
      return of("string", "format", "date");
    }
    return type == String.class ? of("string") : new LinkedHashMap<>();
  }

  private Map<String, Object> reference(Class<?> type) {
    String name = names.get(type);
    if (name == null) {
      name = free(type);
      names.put(type, name);
      Map<String, Object> properties = new LinkedHashMap<>();
      Map<String, Object> schema = of("object", "properties", properties);
      known.put(name, schema);
      for (RecordComponent component : type.getRecordComponents()) {
        properties.put(snakeCase(component.getName()), of(component.getGenericType()));
      }
    }
    Map<String, Object> reference = new LinkedHashMap<>();
    reference.put("$ref", "#/components/schemas/" + name);
    return reference;
  }

  private static String snakeCase(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
  }

  /** Two records of one name are told apart by the class that they stand in. */
  private String free(Class<?> type) {
    String name = type.getSimpleName();
    Class<?> outer = type.getEnclosingClass();
    while (known.containsKey(name)) {
      name = (outer == null ? "Another" : outer.getSimpleName()) + name;
    }
    return name;
  }

  private static Map<String, Object> of(String type) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", type);
    return schema;
  }

  private static Map<String, Object> of(String type, String name, Object value) {
    Map<String, Object> schema = of(type);
    schema.put(name, value);
    return schema;
  }
}
