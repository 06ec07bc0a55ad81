package org.concierge.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which marks of readers are taken. */
class ReaderMarksTest {
  private static final String USER = "user:6f0c5e5e-38d1-4f0b-9a52-0c6f7b7a1d11";

  static Stream<List<String>> bad() {
    return Stream.of(
        List.of(),
        List.of("everybody"),
        List.of("tenant", ""),
        Arrays.asList("tenant", null),
        List.of("TENANT"),
        List.of("*"),
        List.of("group:"),
        List.of("group: "),
        List.of("group: hr"),
        List.of("group:a\u0000b"),
        List.of("group:a\nb"),
        List.of("group:" + "x".repeat(61)),
        List.of("user:"),
        List.of("user:anna"),
        List.of("user:1-1-1-1-1"),
        List.of(USER + " "),
        IntStream.range(0, 101).mapToObj(i -> "group:" + i).toList());
  }

  @ParameterizedTest
  @MethodSource("bad")
  void whatNoReaderCanHaveIsRefused(List<String> marks) {
    Problem problem = catchThrowableOfType(Problem.class, () -> ReaderMarks.checked(marks));

    assertThat(problem.type()).isEqualTo(ProblemType.BAD_REQUEST);
  }

  @Test
  void eachIsKeptOnceInItsOrder() {
    assertThat(ReaderMarks.checked(List.of("group:hr", "tenant", "group:hr", "public", USER)))
        .containsExactly("group:hr", "tenant", "public", USER);
    assertThat(ReaderMarks.checked(Collections.nCopies(200, "tenant"))).containsExactly("tenant");
  }

  @Test
  void anIdIsWrittenInOneWay() {
    assertThat(ReaderMarks.checked(List.of("user:6F0C5E5E-38D1-4F0B-9A52-0C6F7B7A1D11")))
        .containsExactly(USER);
  }

  @Test
  void aGroupHasAnyNameOfSixtyCharacters() {
    String name = "group:" + "ü".repeat(60);
    assertThat(ReaderMarks.checked(List.of(name, "group:R&D, \"x\" {y}"))).hasSize(2);
  }
}
