package org.concierge.assistant;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.concierge.assistant.Assistant.Origin;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Definitions in YAML. Nothing but texts, lists and mappings is ever made of a file; a key that is
 * not known is a mistake, since a misspelt restriction would open what was meant to be closed.
 * Pure.
 */
final class AssistantFile {
  private static final int MAX_CHARACTERS = 256 * 1024;
  private static final int MAX_DEPTH = 10;
  private static final int MAX_ASSISTANTS = 100;

  private static final Set<String> KEYS =
      Set.of(
          "id",
          "name",
          "description",
          "instructions",
          "collections",
          "model",
          "roles",
          "groups",
          "scopes",
          "security",
          "isolation",
          "tenant_aware",
          "anonymous",
          "questions",
          "enabled");

  private final String name;

  private AssistantFile(String name) {
    this.name = name;
  }

  /** A file of which nothing is used. The message names file and line. */
  static final class BadFile extends Exception {
    private static final long serialVersionUID = 1L;

    BadFile(String message) {
      super(message);
    }
  }

  /**
   * In the file's order.
   *
   * @param name as messages call the file
   */
  static List<Assistant> parse(String name, String text, Origin origin) throws BadFile {
    AssistantFile file = new AssistantFile(name);
    Node root = file.root(text);
    List<Assistant> found = new ArrayList<>();
    if (root == null) {
      return found;
    }
    Map<String, Node> top = file.mapping(root, Set.of("assistants"));
    Set<String> ids = new HashSet<>();
    for (Node item : file.items("assistants", top.get("assistants"))) {
      Assistant assistant = file.assistant(item, origin);
      if (!ids.add(assistant.id()) || ids.size() > MAX_ASSISTANTS) {
        throw file.bad(item, "id " + assistant.id() + " stands twice, or is one too many");
      }
      found.add(assistant);
    }
    return found;
  }

  private Node root(String text) throws BadFile {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(MAX_CHARACTERS);
    options.setNestingDepthLimit(MAX_DEPTH);
    try {
      return new Yaml(options).compose(new StringReader(text));
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
      throw new BadFile(name + ":" + line + ": " + e.getProblem());
    } catch (YAMLException e) {
      throw new BadFile(name + ":1: cannot be read as YAML");
    }
  }

  private Assistant assistant(Node item, Origin origin) throws BadFile {
    Map<String, Node> given = mapping(item, KEYS);
    only(given, "isolation", "per_tenant");
    only(given, "tenant_aware", "true");
    AssistantFields fields =
        new AssistantFields(
            null,
            null,
            text(given, "name"),
            text(given, "description"),
            text(given, "instructions"),
            texts("collections", given.get("collections")),
            text(given, "model"),
            texts("roles", given.get("roles")),
            texts("groups", given.get("groups")),
            scopes(given),
            truth(given, "anonymous"),
            texts("questions", given.get("questions")),
            truth(given, "enabled"));
    try {
      return fields.checked(text(given, "id"), origin);
    } catch (WrongField e) {
      Node at = given.getOrDefault(e.field(), item);
      throw bad(at, e.field() + " " + e.getMessage());
    }
  }

  /** Plainly, or as {@code security: {oauth2: {scopes: [...]}}}. */
  private List<String> scopes(Map<String, Node> given) throws BadFile {
    List<String> all = texts("scopes", given.get("scopes"));
    if (given.containsKey("security")) {
      Node oauth = mapping(given.get("security"), Set.of("oauth2")).get("oauth2");
      if (oauth != null) {
        all.addAll(texts("scopes", mapping(oauth, Set.of("scopes")).get("scopes")));
      }
    }
    return all;
  }

  /** There is one way here: whoever wrote another expects something else. */
  private void only(Map<String, Node> given, String key, String value) throws BadFile {
    String found = text(given, key);
    if (found != null && !found.equals(value)) {
      throw bad(given.get(key), key + " can only be " + value);
    }
  }

  private Boolean truth(Map<String, Node> given, String key) throws BadFile {
    String text = text(given, key);
    if (text == null || text.equals("true") || text.equals("false")) {
      return text == null ? null : Boolean.valueOf(text);
    }
    throw bad(given.get(key), key + " must be true or false");
  }

  private String text(Map<String, Node> given, String key) throws BadFile {
    return given.containsKey(key) ? text(key, given.get(key)) : null;
  }

  private String text(String key, Node node) throws BadFile {
    if (node instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.NULL)) {
      return scalar.getValue();
    }
    throw bad(node, key + " must be a text");
  }

  private List<String> texts(String key, Node node) throws BadFile {
    List<String> texts = new ArrayList<>();
    for (Node item : items(key, node)) {
      texts.add(text(key, item));
    }
    return texts;
  }

  /** None of a key that is left out. */
  private List<Node> items(String key, Node node) throws BadFile {
    if (node == null) {
      return List.of();
    }
    if (node instanceof SequenceNode list) {
      return list.getValue();
    }
    throw bad(node, key + " must be a list");
  }

  private Map<String, Node> mapping(Node node, Set<String> known) throws BadFile {
    if (!(node instanceof MappingNode mapping)) {
      throw bad(node, "there must be a mapping with " + String.join(", ", sorted(known)));
    }
    Map<String, Node> found = new LinkedHashMap<>();
    for (NodeTuple entry : mapping.getValue()) {
      String key = text("a key", entry.getKeyNode());
      if (!known.contains(key)) {
        throw bad(entry.getKeyNode(), "unknown key " + shortened(key));
      }
      if (found.put(key, entry.getValueNode()) != null) {
        throw bad(entry.getKeyNode(), key + " stands twice");
      }
    }
    return found;
  }

  private static List<String> sorted(Set<String> keys) {
    return keys.stream().sorted().toList();
  }

  private static String shortened(String key) {
    String line = key.replaceAll("\\p{Cntrl}", " ");
    return line.length() > 40 ? line.substring(0, 40) + "…" : line;
  }

  private BadFile bad(Node at, String message) {
    return new BadFile(name + ":" + (at.getStartMark().getLine() + 1) + ": " + message);
  }
}
