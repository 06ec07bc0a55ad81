package org.concierge.webimport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.concierge.captions.Cue;
import org.concierge.webimport.YtDlp.Film;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a program of its name that writes down how it was called. */
class YtDlpTest {
  private static final URI ADDRESS =
      URI.create("https://films.example/watch?v=$(touch%20x);--exec");

  @TempDir private Path folder;

  @Test
  void captionsAreTakenFromTheFileItWrites() throws IOException {
    YtDlp program =
        program("printf 'WEBVTT\\n\\n00:01.000 --> 00:02.000\\nHello.\\n' > film.en.vtt");

    assertThat(program.captions(ADDRESS, "de-AT"))
        .containsExactly(new Cue(Duration.ofSeconds(1), "Hello."));
    assertThat(arguments()).contains("--sub-langs", "de.*,en.*,-live_chat");
  }

  @Test
  void theAddressIsAnArgumentBehindAllOptionsAndMeetsNoShell() throws IOException {
    program("true").captions(ADDRESS, "en");

    List<String> arguments = arguments();
    assertThat(arguments.subList(arguments.size() - 2, arguments.size()))
        .containsExactly("--", ADDRESS.toString());
    assertThat(arguments).contains("--ignore-config", "--use-extractors", "all,-generic");
  }

  @Test
  void theServersEnvironmentStaysWithTheServer() throws IOException {
    program("env > " + folder.resolve("environment")).captions(ADDRESS, "en");

    assertThat(Files.readAllLines(folder.resolve("environment")))
        .allMatch(line -> line.matches("(PATH|LANG|LC_ALL|PWD|OLDPWD|SHLVL|_)=.*"));
  }

  @Test
  void aFilmIsDescribed() throws IOException {
    assertThat(program("echo '754.0 How labels are made'").film(ADDRESS))
        .contains(new Film("How labels are made", Duration.ofSeconds(754)));
    assertThat(program("echo 'NA A live film'").film(ADDRESS))
        .contains(new Film("A live film", Duration.ZERO));
  }

  @Test
  void aFailureIsNoFilm() throws IOException {
    assertThat(program("exit 1").film(ADDRESS)).isEmpty();
    assertThat(program("exit 1").captions(ADDRESS, "")).isEmpty();
  }

  private YtDlp program(String does) throws IOException {
    Path script = folder.resolve("yt-dlp");
    Files.writeString(
        script,
        "#!/bin/sh\nprintf '%s\\n' \"$@\" > " + folder.resolve("arguments") + "\n" + does + "\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    return new YtDlp(script);
  }

  private List<String> arguments() throws IOException {
    return Files.readAllLines(folder.resolve("arguments"));
  }
}
