package org.concierge.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.concierge.outbound.OutboundClient;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.tenant.Secret;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against Apache's mod_dav, where it is installed. */
class WebDavFolderTest {
  @TempDir private static Path work;
  private static ServerOfTests server;
  private static OutboundClient outbound;

  @BeforeAll
  static void start() throws IOException {
    assumeThat(ServerOfTests.hasApache())
        .as("Apache is not installed: apt-get install apache2-bin")
        .isTrue();
    outbound = OutboundClient.forCredentials(true, Set.of());
    server = ServerOfTests.webDav(work);
    write("plain.txt", "one");
    write("a folder/deep/ü & ö.txt", "two");
    write("a folder/100%.txt", "three");
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
      outbound.close();
    }
  }

  @Test
  void allFilesAreListedHoweverDeepTheyLie() {
    assertThat(folder("/dav/shared/").list())
        .extracting(RemoteFile::path)
        .containsExactlyInAnyOrder("plain.txt", "a folder/deep/ü & ö.txt", "a folder/100%.txt");
  }

  @Test
  void aFolderWithinIsListedForItself() {
    assertThat(folder("/dav/shared/a%20folder").list())
        .extracting(RemoteFile::path)
        .containsExactlyInAnyOrder("deep/ü & ö.txt", "100%.txt");
  }

  @Test
  void aFileIsReadAsItIs() {
    for (RemoteFile file : folder("/dav/shared/").list()) {
      assertThat(text(folder("/dav/shared/"), file)).hasSize((int) file.sizeBytes());
    }
    assertThatThrownBy(
            () ->
                folder("/dav/shared/")
                    .read(new RemoteFile("plain.txt", "", 3), new ByteArrayOutputStream(), 2))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.type()).isEqualTo(ProblemType.TOO_LARGE));
  }

  @Test
  void aFileThatChangesChangesItsVersion() throws IOException {
    write("versions/v.txt", "first");
    String first = version();
    assertThat(version()).isEqualTo(first);

    write("versions/v.txt", "second version");

    assertThat(version()).isNotEqualTo(first);
    Files.delete(work.resolve("files/versions/v.txt"));
    Files.delete(work.resolve("files/versions"));
  }

  @Test
  void wrongCredentialsAreTold() {
    RemoteAccount wrong =
        new RemoteAccount(
            URI.create(server.at("/dav/shared/")), "", ServerOfTests.USER, new Secret("wrong"));

    assertThatThrownBy(() -> new WebDavFolder(wrong, outbound).list())
        .hasMessageContaining("refuses these credentials");
    assertThatThrownBy(() -> folder("/dav/shared/nothing/").list())
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.type()).isEqualTo(ProblemType.NOT_FOUND));
  }

  private static String version() {
    List<RemoteFile> files = folder("/dav/shared/versions/").list();
    assertThat(files).hasSize(1);
    return files.get(0).version();
  }

  private static WebDavFolder folder(String path) {
    return new WebDavFolder(
        new RemoteAccount(
            URI.create(server.at(path)),
            "",
            ServerOfTests.USER,
            new Secret(ServerOfTests.PASSWORD)),
        outbound);
  }

  private static String text(RemotePlace place, RemoteFile file) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    place.read(file, out, 1_000);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static void write(String path, String text) throws IOException {
    Path file = work.resolve("files").resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
