package org.concierge.remote;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.concierge.outbound.OutboundClient;
import org.concierge.outbound.OutboundRequest;
import org.concierge.tenant.Secret;

/** Somebody else's server on loopback and a free port, which ends with its test. */
public final class ServerOfTests implements AutoCloseable {
  public static final String USER = "ann";
  public static final String PASSWORD = "correct-horse-battery-staple";

  private static final Path APACHE = Path.of("/usr/sbin/apache2");
  private static final Path MODULES = Path.of("/usr/lib/apache2/modules");
  private static final Path S3 = Path.of("target/servers/s3proxy.jar");

  private final Process process;
  private final int port;

  private ServerOfTests(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Whether Apache's server is installed (Debian: {@code apt-get install apache2-bin}). */
  public static boolean hasApache() {
    return Files.isExecutable(APACHE) && Files.exists(MODULES.resolve("mod_dav_fs.so"));
  }

  /**
   * Apache with mod_dav over a folder, for {@link #USER}.
   *
   * @param work an empty folder; {@code work/files} is what it shares
   */
  public static ServerOfTests webDav(Path work) throws IOException {
    int port = freePort();
    Path shared = Files.createDirectories(work.resolve("files"));
    for (Path open : List.of(work, shared)) {
      // Started by root, it reads as somebody else.
      Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
    }
    Files.writeString(work.resolve("users"), USER + ":{SHA}" + sha1(PASSWORD) + "\n");
    Path settings = Files.writeString(work.resolve("apache.conf"), apache(work, port));
    return start(
        work, port, APACHE.toString(), "-f", settings.toString(), "-DFOREGROUND", "-k", "start");
  }

  private static String apache(Path work, int port) {
    return """
        ServerName 127.0.0.1
        ServerRoot %1$s
        PidFile %1$s/apache.pid
        ErrorLog %1$s/error.log
        Listen 127.0.0.1:%2$d
        LoadModule mpm_event_module %3$s/mod_mpm_event.so
        LoadModule authn_core_module %3$s/mod_authn_core.so
        LoadModule authn_file_module %3$s/mod_authn_file.so
        LoadModule authz_core_module %3$s/mod_authz_core.so
        LoadModule authz_user_module %3$s/mod_authz_user.so
        LoadModule auth_basic_module %3$s/mod_auth_basic.so
        LoadModule alias_module %3$s/mod_alias.so
        LoadModule dav_module %3$s/mod_dav.so
        LoadModule dav_fs_module %3$s/mod_dav_fs.so
        User www-data
        Group www-data
        DavLockDB %1$s/locks
        DocumentRoot %1$s/files
        Alias /dav/shared %1$s/files
        <Location /dav/shared>
          Dav On
          AuthType Basic
          AuthName files
          AuthUserFile %1$s/users
          Require valid-user
        </Location>
        """
        .formatted(work, port, MODULES);
  }

  /** S3Proxy over a folder; it checks signatures, of {@link #USER} and {@link #PASSWORD}. */
  public static ServerOfTests s3(Path work) throws IOException {
    int port = freePort();
    Path store = Files.createDirectories(work.resolve("store"));
    Path settings =
        Files.writeString(
            work.resolve("s3proxy.conf"),
            """
            s3proxy.endpoint=http://127.0.0.1:%d
            s3proxy.authorization=aws-v4
            s3proxy.identity=%s
            s3proxy.credential=%s
            jclouds.provider=filesystem-nio2
            jclouds.identity=store
            jclouds.credential=store
            jclouds.filesystem.basedir=%s
            """
                .formatted(port, USER, PASSWORD, store));
    return start(
        work,
        port,
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx256m",
        "-jar",
        S3.toAbsolutePath().toString(),
        "--properties",
        settings.toString());
  }

  private static ServerOfTests start(Path work, int port, String... command) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(work.resolve("server.log").toFile())
            .start();
    ServerOfTests server = new ServerOfTests(process, port);
    await().atMost(Duration.ofSeconds(60)).until(() -> !process.isAlive() || server.answers());
    if (!process.isAlive()) {
      throw new IOException(Files.readString(work.resolve("server.log")));
    }
    return server;
  }

  private boolean answers() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  public String at(String path) {
    return "http://127.0.0.1:" + port + path;
  }

  /** Makes a bucket, or an object in one, as an administrator of the store would. */
  public void put(String path, String text) {
    AwsSignature signature = new AwsSignature(USER, new Secret(PASSWORD), "us-east-1");
    OutboundRequest request =
        new OutboundRequest(
            "PUT", URI.create(at(path)), Map.of(), text.getBytes(StandardCharsets.UTF_8));
    try (OutboundClient client = OutboundClient.forCredentials(true, Set.of())) {
      int status = client.send(signature.sign(request, Instant.now())).status();
      if (status != 200) {
        throw new IllegalStateException("PUT " + path + " -> " + status);
      }
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sha1(String text) {
    try {
      byte[] digest =
          java.security.MessageDigest.getInstance("SHA-1")
              .digest(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
      return java.util.Base64.getEncoder().encodeToString(digest);
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
