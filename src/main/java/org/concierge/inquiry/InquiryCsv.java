package org.concierge.inquiry;

import java.util.List;
import java.util.stream.Stream;
import org.concierge.problem.Csv;

/** Inquiries as a table (RFC 4180) that is safe to open in a spreadsheet. */
final class InquiryCsv {
  private InquiryCsv() {}

  static String of(List<Inquiry> inquiries) {
    StringBuilder table =
        new StringBuilder(
            "id,created_at,status,assignee,name,email,question,transcript,widget,origin\r\n");
    for (Inquiry inquiry : inquiries) {
      table.append(
          Csv.row(
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
                  inquiry.origin())));
    }
    return table.toString();
  }
}
