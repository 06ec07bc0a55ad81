package org.concierge.description;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.lang.reflect.Field;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.concierge.access.Requires;
import org.concierge.access.Scope;
import org.concierge.conversation.ChatAnswer;
import org.concierge.openai.Completion;
import org.concierge.problem.ProblemBody;

/** The description of the API (OpenAPI 3.1), made of what this server serves. */
final class OpenApi {
  private static final String JSON = "application/json";
  private static final String CONTENT = "content";
  private static final String SCHEMA = "schema";
  private static final String DESCRIPTION = "description";

  /** Of methods that answer later, or by hand. */
  private static final Map<String, Class<?>> ANSWERS =
      Map.of(
          "ChatResource",
          ChatAnswer.class,
          "CustomerChatResource",
          ChatAnswer.class,
          "CompletionsResource",
          Completion.class,
          "McpResource",
          Object.class);

  private final Schemas schemas = new Schemas();
  private final Map<String, Map<String, Object>> paths = new TreeMap<>();

  private OpenApi() {}

  static Map<String, Object> of(List<Endpoint> endpoints, String server) {
    OpenApi api = new OpenApi();
    api.schemas.of(ProblemBody.class);
    endpoints.forEach(api::add);
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("openapi", "3.1.0");
    document.put("info", Map.of("title", "Concierge", "version", "1"));
    document.put("servers", List.of(Map.of("url", server)));
    document.put("security", List.of(map("apiKey", List.of()), map("bearer", List.of())));
    document.put("paths", api.paths);
    document.put("components", components(api.schemas));
    return document;
  }

  private static Map<String, Object> components(Schemas schemas) {
    Map<String, Object> components = new LinkedHashMap<>();
    components.put(
        "securitySchemes",
        Map.of(
            "apiKey", Map.of("type", "apiKey", "in", "header", "name", "X-API-Key"),
            "bearer", Map.of("type", "http", "scheme", "bearer")));
    components.put("schemas", schemas.all());
    return components;
  }

  private void add(Endpoint endpoint) {
    Map<String, Object> operations =
        paths.computeIfAbsent(endpoint.path(), path -> new LinkedHashMap<>());
    String verb = endpoint.verb().toLowerCase(Locale.ROOT);
    @SuppressWarnings("unchecked")
    Map<String, Object> operation =
        (Map<String, Object>) operations.computeIfAbsent(verb, v -> operation(endpoint));
    body(endpoint, operation);
    answer(endpoint, operation);
  }

  private Map<String, Object> operation(Endpoint endpoint) {
    Map<String, Object> operation = new LinkedHashMap<>();
    String resource = endpoint.resource().getSimpleName().replaceFirst("Resource$", "");
    operation.put("operationId", resource + "_" + endpoint.method().getName());
    operation.put("tags", List.of(resource));
    Requires requires = endpoint.find(Requires.class);
    if (requires == null) {
      // Open to anybody, which an empty list says.
      operation.put("security", List.of());
    } else if (requires.value().length > 0) {
      operation.put(
          DESCRIPTION, "Scopes: " + String.join(" ", Scope.wires(List.of(requires.value()))));
    }
    List<Map<String, Object>> parameters = parameters(endpoint);
    if (!parameters.isEmpty()) {
      operation.put("parameters", parameters);
    }
    return operation;
  }

  private List<Map<String, Object>> parameters(Endpoint endpoint) {
    List<Map<String, Object>> parameters = new ArrayList<>();
    for (Parameter parameter : endpoint.method().getParameters()) {
      PathParam inPath = parameter.getAnnotation(PathParam.class);
      QueryParam inQuery = parameter.getAnnotation(QueryParam.class);
      HeaderParam inHeader = parameter.getAnnotation(HeaderParam.class);
      Type type = parameter.getParameterizedType();
      if (inPath != null) {
        Map<String, Object> described = parameter("path", inPath.value(), type);
        described.put("required", true);
        parameters.add(described);
      } else if (inQuery != null) {
        parameters.add(parameter("query", inQuery.value(), type));
      } else if (inHeader != null && !inHeader.value().equals("Authorization")) {
        parameters.add(parameter("header", inHeader.value(), type));
      }
    }
    return parameters;
  }

  private Map<String, Object> parameter(String in, String name, Type type) {
    Map<String, Object> parameter = new LinkedHashMap<>();
    parameter.put("name", name);
    parameter.put("in", in);
    parameter.put(SCHEMA, schemas.of(type));
    return parameter;
  }

  /** The one parameter that nothing is said about: what the request holds. */
  private void body(Endpoint endpoint, Map<String, Object> operation) {
    for (Parameter parameter : endpoint.method().getParameters()) {
      boolean form = parameter.isAnnotationPresent(BeanParam.class);
      if (parameter.getAnnotations().length == 0 || form) {
        Consumes consumes = endpoint.find(Consumes.class);
        String[] types = consumes == null ? new String[] {JSON} : consumes.value();
        Map<String, Object> content = child(child(operation, "requestBody"), CONTENT);
        for (String type : types) {
          boolean record = parameter.getType().isRecord();
          Map<String, Object> schema =
              record ? schemas.of(parameter.getType()) : map("type", "object");
          content.put(type, map(SCHEMA, form ? fields(parameter.getType()) : schema));
        }
      }
    }
  }

  private Map<String, Object> fields(Class<?> form) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (Field field : form.getDeclaredFields()) {
      FormParam name = field.getAnnotation(FormParam.class);
      if (name != null) {
        fields.put(name.value(), schemas.of(field.getGenericType()));
      }
    }
    Map<String, Object> schema = map("type", "object");
    schema.put("properties", fields);
    return schema;
  }

  private void answer(Endpoint endpoint, Map<String, Object> operation) {
    Map<String, Object> responses = child(operation, "responses");
    Type type = endpoint.method().getGenericReturnType();
    Class<?> later = ANSWERS.get(endpoint.resource().getSimpleName());
    Class<?> plain = later != null ? later : type instanceof Class<?> known ? known : Object.class;
    Map<String, Object> good = child(responses, "2XX");
    good.put(DESCRIPTION, "Done");
    if (plain != void.class) {
      Produces produces = endpoint.find(Produces.class);
      for (String media : produces == null ? new String[] {JSON} : produces.value()) {
        boolean json = media.equals(JSON) && plain.isRecord();
        child(good, CONTENT).put(media, json ? map(SCHEMA, schemas.of(plain)) : map());
      }
    }
    Map<String, Object> bad = child(responses, "default");
    bad.put(DESCRIPTION, "A problem");
    bad.put(CONTENT, map(ProblemBody.MEDIA_TYPE, map(SCHEMA, schemas.of(ProblemBody.class))));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> child(Map<String, Object> parent, String name) {
    return (Map<String, Object>) parent.computeIfAbsent(name, key -> new LinkedHashMap<>());
  }

  private static Map<String, Object> map() {
    return new LinkedHashMap<>();
  }

  private static Map<String, Object> map(String key, Object value) {
    Map<String, Object> map = map();
    map.put(key, value);
    return map;
  }
}
