package org.concierge.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.concierge.conversation.Feedback;
import org.concierge.conversation.SampleCitation;
import org.concierge.conversation.Transcript.SessionView;
import org.concierge.conversation.Transcript.TurnView;
import org.concierge.conversation.Turn;
import org.concierge.llm.AnswerListener.Usage;
import org.junit.jupiter.api.Test;

class SessionsCsvTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void aTurnIsARowWithAsManyCellsAsTheHead() {
    String row = SessionsCsv.rows(session("How many?", "Thirty [1]"), "u-1", "ann@example.com");

    assertThat(row)
        .isEqualTo(
            "00000000-0000-0000-0000-000000000001,s-1,Leave,u-1,ann@example.com,app,"
                + NOW
                + ","
                + NOW
                + ",How many?,Thirty [1],DONE,true,[1] file-1.pdf p. 1,-1,wrong,,openai,gpt,12,3,"
                + "false\r\n");
    assertThat(row.split(",", -1)).hasSameSizeAs(SessionsCsv.HEAD.split(",", -1));
  }

  @Test
  void whatASpreadsheetWouldRunStaysText() {
    assertThat(SessionsCsv.rows(session("=cmd|'/c calc'!A1", "a, \"b\"\nc"), "u", ""))
        .contains(",'=cmd|'/c calc'!A1,\"a, \"\"b\"\"\nc\",");
  }

  private static SessionView session(String question, String answer) {
    TurnView turn =
        new TurnView(
            new UUID(0, 2),
            1,
            question,
            answer,
            Turn.State.DONE,
            "",
            "openai",
            "gpt",
            new Usage(12, 3),
            true,
            List.of(SampleCitation.of(1, "Thirty.")),
            new Feedback(-1, "wrong", ""),
            "app",
            "",
            null,
            NOW,
            NOW);
    return new SessionView(new UUID(0, 1), "s-1", "Leave", false, NOW, NOW, List.of(turn));
  }
}
