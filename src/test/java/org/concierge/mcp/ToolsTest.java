package org.concierge.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.concierge.problem.Problem;
import org.concierge.retrieval.Passage;
import org.junit.jupiter.api.Test;

class ToolsTest {
  @Test
  void eachToolSaysWhatItNeeds() {
    assertThat(Tools.list())
        .extracting(tool -> tool.get("name"))
        .containsExactly("search", "ask", "list_documents");
    assertThat(Tools.list())
        .allSatisfy(tool -> assertThat(tool.get("inputSchema").toString()).contains("type=object"));
  }

  @Test
  void aPassageIsShownWithItsPlace() {
    Passage passage =
        new Passage(new UUID(0, 1), "leave.pdf", "Leave", 4, 0, "Leave", "Thirty days.", .9, .1, 1);

    assertThat(Tools.passages(List.of(passage)).toString())
        .contains("leave.pdf, page 4, Leave\nThirty days.");
    assertThat(Tools.passages(List.of()).toString()).contains("Nothing was found.");
  }

  @Test
  void wrongArgumentsAreSaid() {
    assertThatThrownBy(() -> Tools.required(Map.of(), "query")).isInstanceOf(Problem.class);
    assertThatThrownBy(() -> Tools.required(Map.of("query", 7), "query"))
        .isInstanceOf(Problem.class);
    assertThatThrownBy(() -> Tools.passages(Map.of("limit", 51))).isInstanceOf(Problem.class);
    assertThatThrownBy(() -> Tools.passages(Map.of("limit", "5"))).isInstanceOf(Problem.class);
    assertThat(Tools.passages(Map.of())).isEqualTo(8);
  }
}
