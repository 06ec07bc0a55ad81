package org.concierge.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.concierge.content.Block.Kind;
import org.junit.jupiter.api.Test;

class BlockTest {

  @Test
  void whatADatabaseCannotStoreIsRemoved() {
    assertThat(text("a\0b \ud83d c")).isEqualTo("ab \ufffd c");
  }

  @Test
  void whatNobodySeesIsRemoved() {
    String tags = new StringBuilder().appendCodePoint(0xE0049).appendCodePoint(0xE0047).toString();

    assertThat(text("pay\u202egnp\u202c se\u200bcret co\u00adoperate" + tags))
        .isEqualTo("paygnp secret cooperate");
  }

  @Test
  void joinersThatBelongToTheSpellingStay() {
    assertThat(text("می\u200cخواهم")).isEqualTo("می\u200cخواهم");
  }

  @Test
  void blanksAreOneBlankAndLettersAreComposed() {
    assertThat(text(" a\u00a0\t b\r\nu\u0308 ")).isEqualTo("a b ü");
  }

  @Test
  void codeKeepsLinesAndIndentation() {
    assertThat(new Block(Kind.CODE, 0, 0, "\n  if a:  \n\n    b\n \n").text())
        .isEqualTo("  if a:\n\n    b");
  }

  @Test
  void aLevelOrPageThatCannotBeIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Block(Kind.HEADING, 7, 0, "a"));
    assertThatIllegalArgumentException().isThrownBy(() -> new Block(Kind.HEADING, 1, -1, "a"));
  }

  private static String text(String raw) {
    return Block.paragraph(0, raw).text();
  }
}
