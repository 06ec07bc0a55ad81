package org.concierge.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.concierge.outbound.OutboundClient;
import org.concierge.tenant.Secret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that lists what it should not. */
@Timeout(60)
class HostileListsTest {
  private final OutboundClient outbound = OutboundClient.forCredentials(true, Set.of());
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private volatile String list = "";

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
    server.createContext(
        "/",
        exchange -> {
          asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
          byte[] bytes = list.getBytes(StandardCharsets.UTF_8);
          boolean dav = exchange.getRequestMethod().equals("PROPFIND");
          exchange.sendResponseHeaders(dav ? 207 : 200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    outbound.close();
  }

  @Test
  void noEntityIsResolved() {
    list =
        "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
            + "<multistatus xmlns='DAV:'><response><href>/dav/&x;</href></response></multistatus>";
    assertThatThrownBy(() -> dav().list()).hasMessageContaining("cannot be read");

    list =
        "<!DOCTYPE a [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>]>"
            + "<ListBucketResult>&b;</ListBucketResult>";
    assertThatThrownBy(() -> s3().list()).hasMessageContaining("cannot be read");
  }

  @Test
  void whatLiesOutsideTheFolderIsNotTaken() {
    list =
        multistatus(
            file("/dav/inside.txt"),
            file("/other/outside.txt"),
            file("/dav/../outside.txt"),
            file("/dav/%2e%2e/outside.txt"),
            file("http://169.254.169.254/dav/elsewhere.txt"),
            file("https://127.0.0.1/dav/elsewhere.txt"),
            file("/dav/query.txt?x=1"));

    assertThat(dav().list()).extracting(RemoteFile::path).containsExactly("inside.txt");
  }

  @Test
  void aFolderThatHoldsItselfIsLookedAtOnce() {
    list = multistatus(folder("/dav/"), folder("/dav/a/"), folder("/dav/a"), file("/dav/x.txt"));

    assertThat(dav().list()).hasSize(1);
    assertThat(asked).containsExactly("PROPFIND /dav/", "PROPFIND /dav/a/");
  }

  @Test
  void keysBeyondThePrefixAreNotTaken() {
    list =
        "<ListBucketResult><IsTruncated>false</IsTruncated>"
            + "<Contents><Key>docs/a.txt</Key><ETag>\"1\"</ETag><Size>1</Size></Contents>"
            + "<Contents><Key>docs/</Key><ETag>\"1\"</ETag><Size>0</Size></Contents>"
            + "<Contents><Key>secret/b.txt</Key><ETag>\"1\"</ETag></Contents></ListBucketResult>";

    assertThat(s3().list()).containsExactly(new RemoteFile("a.txt", "\"1\"", 1));
    assertThat(asked).containsExactly("GET /bucket?list-type=2&prefix=docs%2F");
  }

  @Test
  void aListThatDoesNotSayHowItGoesOnIsNone() {
    list = "<ListBucketResult><IsTruncated>true</IsTruncated></ListBucketResult>";

    assertThatThrownBy(() -> s3().list()).hasMessageContaining("more than");
  }

  private RemotePlace dav() {
    return RemoteKind.WEBDAV.open(account("/dav/"), outbound);
  }

  private RemotePlace s3() {
    return RemoteKind.S3.open(account("/bucket/docs/"), outbound);
  }

  private RemoteAccount account(String path) {
    URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    return new RemoteAccount(address, "", "ann", new Secret("secret"));
  }

  private static String multistatus(String... responses) {
    return "<multistatus xmlns='DAV:'>" + String.join("", responses) + "</multistatus>";
  }

  private static String file(String href) {
    return "<response><href>%s</href><propstat><prop><getetag>1</getetag></prop></propstat></response>"
        .formatted(href);
  }

  private static String folder(String href) {
    return ("<response><href>%s</href><propstat><prop><resourcetype><collection/></resourcetype>"
            + "</prop></propstat></response>")
        .formatted(href);
  }
}
