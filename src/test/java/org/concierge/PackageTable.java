package org.concierge;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which package may import which: the table of the architecture document, checked against itself.
 */
final class PackageTable {

  /** The outer edges: they call, nobody calls them. */
  static final List<String> EDGES = List.of("assembly", "http", "console", "cli");

  /** New features get a row of their own; a row stands below everything that it imports. */
  static final String CONCIERGE =
      """
      problem      | -
      tenant       | problem
      access       | problem, tenant
      outbound     | problem, tenant
      mail         | problem, tenant
      persistence  | problem, tenant, access
      secret       | problem, tenant, persistence
      audit        | problem, tenant, access, persistence
      limit        | problem, tenant, access, persistence, audit
      identity     | problem, tenant, access, mail, persistence, secret, audit, limit
      bearer       | problem, tenant, access, persistence, secret, audit, limit, identity
      security     | problem, tenant, access, outbound, persistence, secret, audit, limit, identity, bearer
      login        | problem, tenant, access, persistence, secret, audit, limit, identity, bearer, security
      sso          | problem, tenant, access, outbound, persistence, secret, audit, limit, identity, bearer, security, login
      oauth        | problem, tenant, access, persistence, secret, audit, limit, identity, bearer, security, login
      scanning     | problem, tenant
      captions     | -
      sniffing     | -
      llm          | problem, tenant, outbound, secret, captions
      usage        | problem, tenant, access, persistence, audit, limit, llm
      content      | -
      ocr          | content
      pdf          | content, ocr
      format       | captions, content, ocr, pdf
      docling      | content
      extraction   | problem, content, ocr, format, docling
      document     | problem, tenant, access, persistence, content
      index        | problem, tenant, persistence, content, document
      catalogue    | problem, tenant, access, persistence, audit, document
      screening    | problem, tenant, access, persistence, sniffing, content, document
      ingestion    | problem, tenant, access, persistence, audit, scanning, llm, content, extraction, document, index, screening
      library      | problem, tenant, access, outbound, persistence, secret, audit, limit, llm, usage, content, extraction, document, index, catalogue, screening, ingestion
      webimport    | problem, tenant, access, outbound, persistence, llm, captions, sniffing, document, catalogue, library
      remote       | problem, tenant, outbound
      connector    | problem, tenant, access, outbound, persistence, secret, audit, document, catalogue, library, webimport, remote
      rerank       | problem, tenant, outbound
      retrieval    | problem, tenant, access, persistence, audit, limit, llm, captions, document, index, catalogue, library, rerank
      conversation | problem, tenant, access, persistence, audit, limit, llm, captions, retrieval
      review       | problem, tenant, access, persistence, audit, identity, llm, retrieval, conversation
      stream       | problem, conversation
      prompt       | problem, tenant, access, persistence, audit
      assistant    | problem, tenant, access, persistence, audit, catalogue, prompt
      chat         | problem, tenant, access, persistence, audit, limit, llm, usage, retrieval, conversation, stream, prompt, assistant
      openai       | problem, tenant, access, limit, llm, usage, conversation, stream, assistant, chat
      mcp          | problem, tenant, access, audit, document, library, retrieval, conversation, stream, chat
      widget       | problem, tenant, access, persistence, audit, security
      visit        | problem, tenant, access, persistence, audit, limit, identity, conversation, stream, chat, widget
      inquiry      | problem, tenant, access, mail, persistence, audit, limit, widget, visit
      judging      | problem, persistence, retrieval
      evaluation   | problem, tenant, access, persistence, audit, llm, retrieval, conversation, prompt, assistant, chat, judging
      debuglog     | problem, tenant, access, persistence, audit, limit
      metrics      | problem, tenant, access, persistence, llm
      description  | problem, tenant, access, conversation, openai
      custody      | all above
      platform     | all above
      settings     | all above
      proof        | problem, tenant, access, persistence, bearer, security, custody
      moving       | problem, tenant, access, persistence, custody
      assembly     | all above
      http         | all above but assembly
      console      | all above but assembly, http
      cli          | all above but assembly, http, console
      """;

  private static final String ALL_ABOVE = "all above";
  private static final String BUT = " but ";

  private final Map<String, Set<String>> allowed = new LinkedHashMap<>();

  private PackageTable() {}

  /**
   * Reads rows of the form {@code package | imports}, in flow order.
   *
   * @throws IllegalArgumentException if a row stands twice, or names a target that is not a row
   *     above it, such as a misspelt one: it would allow nothing and nobody would notice
   */
  static PackageTable parse(String rows) {
    var table = new PackageTable();
    rows.lines().map(String::strip).filter(row -> !row.isEmpty()).forEach(table::add);
    return table;
  }

  boolean has(String row) {
    return allowed.containsKey(row);
  }

  boolean allows(String from, String to) {
    return from.equals(to) || allowed.getOrDefault(from, Set.of()).contains(to);
  }

  Set<String> importsOf(String row) {
    return Set.copyOf(allowed.get(row));
  }

  private void add(String row) {
    String[] cells = row.split("\\s*\\|\\s*");
    if (cells.length != 2) {
      throw new IllegalArgumentException("not 'package | imports': " + row);
    }
    if (has(cells[0])) {
      throw new IllegalArgumentException("row '" + cells[0] + "' stands twice");
    }
    allowed.put(cells[0], imports(cells[0], cells[1]));
  }

  private Set<String> imports(String row, String cell) {
    if (cell.equals("-")) {
      return Set.of();
    }
    if (!cell.startsWith(ALL_ABOVE)) {
      return rowsAbove(row, cell);
    }
    var all = new LinkedHashSet<>(allowed.keySet());
    if (cell.startsWith(ALL_ABOVE + BUT)) {
      all.removeAll(rowsAbove(row, cell.substring((ALL_ABOVE + BUT).length())));
    } else if (!cell.equals(ALL_ABOVE)) {
      throw new IllegalArgumentException("row '" + row + "': cannot read '" + cell + "'");
    }
    return all;
  }

  private Set<String> rowsAbove(String row, String list) {
    var targets = new LinkedHashSet<>(List.of(list.split("\\s*,\\s*")));
    for (String target : targets) {
      if (!has(target)) {
        throw new IllegalArgumentException(
            "row '" + row + "' imports '" + target + "', which is not a row above it");
      }
    }
    return targets;
  }
}
