package org.concierge.audit;

import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.concierge.problem.Csv;

/** Events as a table (RFC 4180) that is safe to open in a spreadsheet. */
final class AuditCsv {
  private AuditCsv() {}

  static String of(List<AuditEntry> entries) {
    StringBuilder table =
        new StringBuilder(
            "sequence,at,actor_id,actor_name,action,object,request_id,results,details,hash\r\n");
    for (AuditEntry entry : entries) {
      table.append(
          Csv.row(
              Stream.of(
                  String.valueOf(entry.sequence()),
                  entry.at().toString(),
                  entry.actorId().toString(),
                  entry.actorName(),
                  entry.action(),
                  entry.object(),
                  entry.requestId(),
                  entry.results() == null ? "" : entry.results().toString(),
                  entry.detailsText(),
                  HexFormat.of().formatHex(entry.hash()))));
    }
    return table.toString();
  }
}
