package org.concierge.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;
import java.util.stream.IntStream;
import org.concierge.outbound.OutboundClient;
import org.concierge.tenant.Secret;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against S3Proxy, a server of S3 that checks signatures. */
class S3BucketTest {
  @TempDir private static Path work;
  private static ServerOfTests server;
  private static OutboundClient outbound;

  @BeforeAll
  static void start() throws IOException {
    outbound = OutboundClient.forCredentials(true, Set.of());
    server = ServerOfTests.s3(work);
    put("/bucket", "");
    put("/bucket/plain.txt", "one");
    put("/bucket/docs/" + UriText.encoded("ü & ö+1=2.txt"), "two");
    put("/bucket/docs/deep/three.txt", "three");
  }

  @AfterAll
  static void stop() {
    server.close();
    outbound.close();
  }

  @Test
  void allObjectsAreListed() {
    assertThat(bucket("/bucket").list())
        .extracting(RemoteFile::path)
        .containsExactlyInAnyOrder("plain.txt", "docs/ü & ö+1=2.txt", "docs/deep/three.txt");
  }

  @Test
  void aFolderWithinIsListedForItself() {
    assertThat(bucket("/bucket/docs/").list())
        .extracting(RemoteFile::path)
        .containsExactlyInAnyOrder("ü & ö+1=2.txt", "deep/three.txt");
  }

  @Test
  void anObjectIsReadAsItIs() {
    S3Bucket bucket = bucket("/bucket/docs/");
    for (RemoteFile file : bucket.list()) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      bucket.read(file, out, 1_000);
      assertThat(out.toString(StandardCharsets.UTF_8))
          .isEqualTo(file.path().startsWith("deep") ? "three" : "two");
    }
  }

  @Test
  void anObjectThatChangesChangesItsVersion() {
    put("/versions", "");
    put("/versions/v.txt", "first");
    String first = bucket("/versions").list().get(0).version();
    assertThat(bucket("/versions").list().get(0).version()).isEqualTo(first);

    put("/versions/v.txt", "second");

    assertThat(bucket("/versions").list().get(0).version()).isNotEqualTo(first);
  }

  @Test
  void aListOfManyPagesIsReadToItsEnd() {
    put("/many", "");
    IntStream.range(0, 1_100).forEach(i -> put("/many/file-" + i + ".txt", "x" + i));

    assertThat(bucket("/many").list()).hasSize(1_100).doesNotHaveDuplicates();
  }

  @Test
  void wrongCredentialsAreTold() {
    RemoteAccount wrong =
        new RemoteAccount(
            URI.create(server.at("/bucket")), "", ServerOfTests.USER, new Secret("wrong"));

    assertThatThrownBy(() -> new S3Bucket(wrong, outbound, Clock.systemUTC()).list())
        .hasMessageContaining("refuses these credentials");
  }

  @Test
  void anAddressWithoutABucketIsRefused() {
    assertThatThrownBy(() -> bucket("/")).hasMessageContaining("https://server/bucket");
  }

  private static S3Bucket bucket(String path) {
    return new S3Bucket(
        new RemoteAccount(
            URI.create(server.at(path)),
            "",
            ServerOfTests.USER,
            new Secret(ServerOfTests.PASSWORD)),
        outbound,
        Clock.systemUTC());
  }

  private static void put(String path, String text) {
    server.put(path, text);
  }
}
