package org.concierge.persistence;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** JSON as PostgreSQL's jsonb holds it and as forms and files bring it. */
public final class JsonTexts {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final ObjectMapper RECORDS =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .serializationInclusion(JsonInclude.Include.NON_NULL)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private JsonTexts() {}

  /** Empty if that is no object of texts, numbers and truths. */
  public static Optional<Map<String, String>> read(String json) {
    try {
      return Optional.ofNullable(MAPPER.readValue(json, new TypeReference<>() {}));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** Of a record or a list of them, whose members are records, texts, numbers and ids. */
  public static String write(Object records) {
    try {
      return RECORDS.writeValueAsString(records);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("This cannot be written as JSON.", e);
    }
  }

  /** Empty if that is no such record; members that it does not know are left out. */
  public static <T extends Record> Optional<T> record(String json, Class<T> type) {
    try {
      return Optional.ofNullable(RECORDS.readValue(json, type));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /**
   * A list that {@link #write} has written.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static <T> List<T> list(String json, Class<T> type) {
    try {
      return List.copyOf(
          RECORDS.readValue(
              json, RECORDS.getTypeFactory().constructCollectionType(List.class, type)));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("This is no such list.", e);
    }
  }
}
