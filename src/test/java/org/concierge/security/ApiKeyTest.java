package org.concierge.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyTest {
  private static final String SECRET = "abcdefghijklmnopqrstuvwxyz0123456789ABCD";

  @Test
  void aNewKeyHasAPrefixOfEightAndASecretOfForty() {
    assertThat(ApiKey.generate().text()).matches("ck_[0-9A-Za-z]{8}_[0-9A-Za-z]{40}");
  }

  @Test
  void aThousandKeysDifferInPrefixAndSecret() {
    var keys = Stream.generate(ApiKey::generate).limit(1_000).map(ApiKey::text).toList();

    assertThat(keys).doesNotHaveDuplicates();
    assertThat(keys.stream().map(key -> key.substring(3, 11))).doesNotHaveDuplicates();
    assertThat(keys.stream().map(key -> key.substring(12))).doesNotHaveDuplicates();
  }

  /** An alphabet of which half is never drawn would halve nothing in sight, but the key's worth. */
  @Test
  void allCharactersAreDrawn() {
    String drawn =
        Stream.generate(ApiKey::generate)
            .limit(1_000)
            .map(key -> key.text().substring(12))
            .reduce("", String::concat);

    assertThat(drawn.chars().distinct().count()).isEqualTo(62);
  }

  @Test
  void thePrefixIsWhatMayBeShown() {
    assertThat(new ApiKey("ck_01234567_" + SECRET).prefix()).isEqualTo("ck_01234567");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a-key-of-any-form",
        "ck_short_" + SECRET,
        "ck_toolong89_" + SECRET,
        "ck_01234567",
        "ck__" + SECRET,
        "xk_01234567_" + SECRET,
        "CK_01234567_" + SECRET
      })
  void nothingOfAnImportedKeyIsShown(String text) {
    assertThat(new ApiKey(text).prefix()).isEqualTo("imported");
    assertThat(new ApiKey(text)).hasToString("imported");
  }

  @Test
  void aKeyNeverPrintsItsSecret() {
    ApiKey key = new ApiKey("ck_01234567_" + SECRET);

    assertThat(key).hasToString("ck_01234567");
    assertThat(key.toString() + List.of(key)).doesNotContain(SECRET);
  }

  /** Hashes are stored: another way to compute them would end every key that is in use. */
  @Test
  void theHashIsSha256OfTheWholeKeyAsUtf8() {
    assertThat(HexFormat.of().formatHex(new ApiKey("abc").hash()))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThat(HexFormat.of().formatHex(new ApiKey("\u00e4").hash()))
        .isEqualTo("33e6d73fee82904c8d7afb78de1154d1e8dc2a0edb08120e63df5b9385c2d9cc");
  }
}
