package org.concierge.inquiry;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Inquiries as a table (RFC 4180) that is safe to open in a spreadsheet. */
final class InquiryCsv {
  private InquiryCsv() {}

  static String of(List<Inquiry> inquiries) {
    StringBuilder table =
        new StringBuilder(
            "id,created_at,status,assignee,name,email,question,transcript,widget,origin\r\n");
    for (Inquiry inquiry : inquiries) {
      table
          .append(
              Stream.of(
                      inquiry.id().toString(),
                      inquiry.createdAt().toString(),
                      InquiryFields.wire(inquiry.status()),
                      inquiry.assignee(),
                      inquiry.name(),
                      inquiry.email(),
                      inquiry.question(),
                      inquiry.transcript(),
                      inquiry.widgetKey(),
                      inquiry.origin())
                  .map(InquiryCsv::cell)
                  .collect(Collectors.joining(",")))
          .append("\r\n");
    }
    return table.toString();
  }

  /** A cell that a spreadsheet would take for a formula begins with an apostrophe. */
  private static String cell(String text) {
    String safe = text.matches("(?s)[=+\\-@\\t\\r].*") ? "'" + text : text;
    return safe.matches("(?s).*[\",\\r\\n].*") ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
  }
}
