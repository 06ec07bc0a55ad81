package org.concierge.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.concierge.tenant.DotEnv.Entry;
import org.concierge.tenant.DotEnv.Malformed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DotEnvTest {
  @ParameterizedTest
  @MethodSource({"unquoted", "singleQuoted", "doubleQuoted"})
  void aValueIsReadAsItWasMeant(String text, String value) throws Malformed {
    assertThat(DotEnv.parse(text)).isEqualTo(Map.of("KEY", new Entry(value, 1)));
  }

  static Stream<Arguments> unquoted() {
    return Stream.of(
        arguments("KEY=value", "value"),
        arguments("KEY=value\n", "value"),
        arguments("KEY=", ""),
        arguments("KEY=\n", ""),
        arguments("KEY=   ", ""),
        arguments("KEY = value", "value"),
        arguments("  KEY=\tvalue \t", "value"),
        arguments("export KEY=value", "value"),
        arguments("  export   KEY=value", "value"),
        arguments("KEY=two words", "two words"),
        arguments("KEY=a=b==", "a=b=="),
        arguments("KEY==", "="),
        arguments("KEY=https://host/path#part", "https://host/path#part"),
        arguments("KEY=pass#word", "pass#word"),
        arguments("KEY=value # a comment", "value"),
        arguments("KEY=value\t# a comment", "value"),
        arguments("KEY=# a comment", ""),
        arguments("KEY= # a comment", ""),
        arguments("KEY=a\\nb", "a\\nb"),
        arguments("KEY=C:\\dir", "C:\\dir"),
        arguments("KEY=it's", "it's"),
        arguments("KEY=a\"b\"", "a\"b\""),
        arguments("KEY=$HOME ${PATH} `id`", "$HOME ${PATH} `id`"),
        arguments("KEY=Ärger €", "Ärger €"),
        arguments("\uFEFFKEY=value", "value"),
        arguments("KEY=value\r\n", "value"));
  }

  static Stream<Arguments> singleQuoted() {
    return Stream.of(
        arguments("KEY='value'", "value"),
        arguments("KEY=''", ""),
        arguments("KEY=' a '", " a "),
        arguments("KEY='a # b'", "a # b"),
        arguments("KEY='a\\nb\\'", "a\\nb\\"),
        arguments("KEY='a\"b'", "a\"b"),
        arguments("KEY='a' # a comment", "a"),
        arguments("KEY='one\ntwo'", "one\ntwo"));
  }

  static Stream<Arguments> doubleQuoted() {
    return Stream.of(
        arguments("KEY=\"value\"", "value"),
        arguments("KEY=\"\"", ""),
        arguments("KEY=\" a \"", " a "),
        arguments("KEY=\"a # b\"", "a # b"),
        arguments("KEY=\"it's\"", "it's"),
        arguments("KEY=\"a\" # a comment", "a"),
        arguments("KEY=\"a\"   ", "a"),
        arguments("KEY=\"one\\ntwo\\tthree\"", "one\ntwo\tthree"),
        arguments("KEY=\"say \\\"hi\\\"\"", "say \"hi\""),
        arguments("KEY=\"back\\\\slash\"", "back\\slash"),
        arguments("KEY=\"back\\\\\"", "back\\"),
        arguments("KEY=\"back\\\\n\"", "back\\n"),
        arguments("KEY=\"\\$HOME\"", "$HOME"),
        arguments("KEY=\"$HOME\"", "$HOME"),
        arguments("KEY=\"C:\\dir\"", "C:\\dir"),
        arguments("KEY=\"one\ntwo\n\nfour\"", "one\ntwo\n\nfour"),
        arguments("KEY=\"one\r\ntwo\"\r\n", "one\ntwo"));
  }

  @ParameterizedTest
  @CsvSource({"''", "'\n\n'", "'# KEY=value'", "'   # KEY=value\n#\n'", "'\r\n\t\r\n'", "'\uFEFF'"})
  void commentsAndEmptyLinesHoldNothing(String text) throws Malformed {
    assertThat(DotEnv.parse(text)).isEmpty();
  }

  @Test
  void entriesKeepTheOrderOfTheFileAndTheirLines() throws Malformed {
    String text = "# first\nB=1\n\nexport A='x\ny'\nC=\"p\nq\n\"\n_d9=4";

    Map<String, Entry> expected = new LinkedHashMap<>();
    expected.put("B", new Entry("1", 2));
    expected.put("A", new Entry("x\ny", 4));
    expected.put("C", new Entry("p\nq\n", 6));
    expected.put("_d9", new Entry("4", 9));
    assertThat(DotEnv.parse(text)).containsExactlyEntriesOf(expected);
  }

  @Test
  void whereAKeyStandsTwiceTheLastOneCounts() throws Malformed {
    assertThat(DotEnv.parse("KEY=old\nOTHER=x\nKEY=new"))
        .containsEntry("KEY", new Entry("new", 3))
        .hasSize(2);
  }

  @Test
  void keysAreToldApartByCase() throws Malformed {
    assertThat(DotEnv.parse("KEY=1\nkey=2")).hasSize(2);
  }

  @ParameterizedTest
  @MethodSource
  void aMalformedLineIsNamed(String text, int line, String what) {
    Malformed malformed = catchThrowableOfType(Malformed.class, () -> DotEnv.parse(text));

    assertThat(malformed).isNotNull();
    assertThat(malformed.line()).isEqualTo(line);
    assertThat(malformed).hasMessage(what);
  }

  static Stream<Arguments> aMalformedLineIsNamed() {
    String expected = "expected KEY=value";
    String open = "KEY: the quote is never closed";
    String after = "KEY: text after the closing quote";
    return Stream.of(
        arguments("KEY", 1, expected),
        arguments("export KEY", 1, expected),
        arguments("=value", 1, expected),
        arguments("9KEY=value", 1, expected),
        arguments("MY-KEY=value", 1, expected),
        arguments("MY KEY=value", 1, expected),
        arguments("KEY: value", 1, expected),
        arguments("SCHLÜSSEL=value", 1, expected),
        arguments("A=1\n\n# c\nsecret text\n", 4, expected),
        arguments("A=1\r\nsecret text\r\n", 2, expected),
        arguments("A=\"x\ny\nz\"\nsecret text", 4, expected),
        arguments("A='x\ny'\nsecret text", 3, expected),
        arguments("A=\"x\\\ny\"\nsecret text", 3, expected),
        arguments("A=1\nKEY=\"never\nclosed\n", 2, open),
        arguments("KEY='never closed", 1, open),
        arguments("KEY=\"escaped\\\"", 1, open),
        arguments("KEY=\"ends in a backslash\\", 1, open),
        arguments("KEY=\"", 1, open),
        arguments("KEY=\"a\" b", 1, after),
        arguments("KEY='it's'", 1, after),
        arguments("KEY=\"a\nb\" c", 2, after));
  }

  @Test
  void aKeyMayNotReachOverTheEndOfItsLine() {
    assertThat(catchThrowableOfType(Malformed.class, () -> DotEnv.parse("KEY\n=value")).line())
        .isEqualTo(1);
  }

  @Test
  void aValueDoesNotBeginOnTheNextLine() throws Malformed {
    assertThat(DotEnv.parse("A=\nB=2"))
        .containsEntry("A", new Entry("", 1))
        .containsEntry("B", new Entry("2", 2));
  }

  @Test
  void aByteOrderMarkWithinTheTextIsNotSwallowed() throws Malformed {
    assertThat(DotEnv.parse("KEY=a\uFEFFb")).containsEntry("KEY", new Entry("a\uFEFFb", 1));
  }
}
