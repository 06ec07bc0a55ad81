package org.concierge.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.UUID;
import org.concierge.access.Reader;
import org.junit.jupiter.api.Test;

/** How PostgreSQL is told with whose eyes a transaction reads. */
class RowSecurityTest {
  @Test
  void everythingIsAStar() {
    assertThat(RowSecurity.eyes(Reader.ofEverything())).isEqualTo("*");
  }

  @Test
  void nothingIsAnEmptyArray() {
    assertThat(RowSecurity.eyes(Reader.ofNothing())).isEqualTo("{}");
  }

  @Test
  void marksAreQuoted() {
    Reader reader = Reader.of(new UUID(0, 1), Set.of("a,b", "c\"d", "e\\f", "{}"));

    assertThat(RowSecurity.eyes(reader))
        .isEqualTo(
            "{\"group:a,b\",\"group:c\\\"d\",\"group:e\\\\f\",\"group:{}\",\"public\",\"tenant\","
                + "\"user:00000000-0000-0000-0000-000000000001\"}");
  }
}
