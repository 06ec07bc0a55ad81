package org.concierge.docling;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.concierge.content.Block;
import org.concierge.content.Table;

/** The JSON in which Docling describes a document, as blocks. One instance a document. */
final class DoclingDocument {

  /** Headers, footers and page numbers answer nothing. */
  private static final Set<String> FURNITURE = Set.of("page_header", "page_footer");

  private static final int MAX_NESTING = 100;

  private final JsonNode document;
  private final List<Block> blocks = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();

  DoclingDocument(JsonNode document) {
    this.document = document;
  }

  /** The blocks in reading order, none empty. */
  List<Block> blocks() {
    children(document.path("body"), 0);
    blocks.removeIf(block -> block.text().isEmpty());
    return blocks;
  }

  private void children(JsonNode parent, int lists) {
    for (JsonNode child : parent.path("children")) {
      String reference = child.path("$ref").asText();
      // A reference to its own parent would never end.
      if (reference.matches("#/(texts|tables|groups|pictures)/\\d{1,9}")
          && lists < MAX_NESTING
          && seen.add(reference)) {
        add(reference.split("/")[1], document.at(reference.substring(1)), lists);
      }
    }
  }

  private void add(String kind, JsonNode item, int lists) {
    if (FURNITURE.contains(item.path("label").asText())
        || item.path("content_layer").asText("body").equals("furniture")) {
      return;
    }
    if (kind.equals("tables")) {
      addTable(item);
      return;
    }
    if (kind.equals("texts")) {
      blocks.add(block(item, lists));
    }
    boolean list = item.path("label").asText().endsWith("list");
    children(item, lists + (list || kind.equals("texts") ? 1 : 0));
  }

  private static Block block(JsonNode item, int lists) {
    int page = page(item);
    String text = item.path("text").asText();
    return switch (item.path("label").asText()) {
      case "title" -> Block.heading(1, page, text);
      case "section_header" -> Block.heading(item.path("level").asInt(1) + 1, page, text);
      case "code" -> new Block(Block.Kind.CODE, 0, page, text);
      case "list_item" -> {
        String marker = item.path("marker").asText("•").strip();
        int level = Math.max(1, Math.min(6, lists));
        yield new Block(Block.Kind.LIST_ITEM, level, page, (marker + " " + text).strip());
      }
      default -> Block.paragraph(page, text);
    };
  }

  private void addTable(JsonNode item) {
    Table table = new Table();
    for (JsonNode row : item.path("data").path("grid")) {
      table.row();
      for (JsonNode cell : row) {
        table.cell(cell.path("text").asText());
        if (cell.path("column_header").asBoolean()) {
          table.name();
        }
      }
    }
    for (JsonNode caption : item.path("captions")) {
      String reference = caption.path("$ref").asText();
      if (reference.matches("#/texts/\\d{1,9}") && seen.add(reference)) {
        blocks.add(block(document.at(reference.substring(1)), 0));
      }
    }
    blocks.addAll(table.asGrid(page(item)));
  }

  private static int page(JsonNode item) {
    return Math.max(0, item.path("prov").path(0).path("page_no").asInt(0));
  }
}
