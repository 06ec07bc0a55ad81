package org.concierge.cli;

import java.io.PrintWriter;
import java.util.List;
import org.concierge.document.Document;
import org.concierge.document.DocumentStatus;

/** A document as commands show it. */
record DocumentLine(
    String id, String filename, String status, int pages, int chunks, String reason) {
  static List<DocumentLine> of(List<Document> documents) {
    return documents.stream().map(DocumentLine::of).toList();
  }

  /** A file that was not taken: there is no document, and no id. */
  static DocumentLine refused(String filename, String reason) {
    return new DocumentLine(null, filename, DocumentStatus.FAILED.name(), 0, 0, reason);
  }

  static DocumentLine of(Document document) {
    return new DocumentLine(
        document.id().toString(),
        document.filename(),
        document.status().name(),
        document.description().pages(),
        document.chunks(),
        document.reason());
  }

  static void print(List<DocumentLine> lines, PrintWriter out) {
    lines.forEach(
        line ->
            out.printf(
                "%s  %-10s %6d chunks  %s%s%n",
                line.id(),
                line.status(),
                line.chunks(),
                line.filename(),
                line.reason().isEmpty() ? "" : ": " + line.reason()));
  }
}
