package org.concierge.custody;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.concierge.access.KeyKind;
import org.concierge.access.Reader;
import org.concierge.access.ReaderScope;
import org.concierge.bearer.Attestation;
import org.concierge.custody.Manifest.Entry;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.tenant.Installation;
import org.concierge.tenant.Isolation;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.TenantScope;

/**
 * Makes a tenant of an archive that {@link TenantExport} wrote, here or elsewhere. Nothing is taken
 * from an archive that is not as it was signed; what fails midway leaves no tenant behind.
 */
public final class TenantImport {
  /** Rows sent together. */
  private static final int BATCH = 200;

  /** Refer to one another: sent at once. */
  private static final int ALL = 100_000;

  private final Installation installation;
  private final Provisioning provisioning;
  private final Deletion deletion;
  private final ArchiveRepository rows;

  public TenantImport(
      Installation installation,
      Provisioning provisioning,
      Deletion deletion,
      ArchiveRepository rows) {
    this.installation = installation;
    this.provisioning = provisioning;
    this.deletion = deletion;
    this.rows = rows;
  }

  /**
   * A tenant that came out of an archive.
   *
   * @param keys in clear, shown this once
   * @param signedBy thumbprint of the key that signed the archive
   */
  public record Imported(Manifest manifest, Map<KeyKind, String> keys, String signedBy) {
    /** Without the keys. */
    @Override
    public String toString() {
      return "imported " + manifest.tenantId();
    }
  }

  /**
   * @param signer thumbprint of the key that must have signed it; "" for any
   * @throws Problem UNPROCESSABLE if it is not as it was signed, CONFLICT if there is the tenant
   */
  public Imported read(Path archive, Isolation isolation, String signer, Manifest.Json json) {
    try (ZipFile zip = new ZipFile(archive.toFile(), StandardCharsets.UTF_8)) {
      Attestation.Verified signed = signature(zip, signer);
      Manifest manifest = json.read(signed.json());
      if (manifest.format() != Manifest.FORMAT) {
        throw refused("it is of a later format than this version reads");
      }
      for (Entry entry : manifest.entries()) {
        check(zip, entry);
      }
      return new Imported(manifest, create(zip, manifest, isolation), signed.thumbprint());
    } catch (IOException e) {
      throw refused("it cannot be read: " + e.getMessage());
    }
  }

  private static Attestation.Verified signature(ZipFile zip, String signer) throws IOException {
    ZipEntry entry = zip.getEntry(Manifest.SIGNED);
    if (entry == null) {
      throw refused("it has no manifest");
    }
    try (InputStream in = zip.getInputStream(entry)) {
      String jws = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      Attestation.Verified signed =
          Attestation.verify(jws, "").orElseThrow(() -> refused("its signature is not valid"));
      if (!signer.isEmpty() && !signer.equals(signed.thumbprint())) {
        throw refused("it was signed by another key, " + signed.thumbprint());
      }
      return signed;
    }
  }

  private static void check(ZipFile zip, Entry entry) throws IOException {
    ZipEntry stored = zip.getEntry(entry.name());
    if (stored == null) {
      throw refused(entry.name() + " is missing");
    }
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (InputStream in = new DigestInputStream(zip.getInputStream(stored), digest)) {
        in.transferTo(OutputStream.nullOutputStream());
      }
      if (!HexFormat.of().formatHex(digest.digest()).equals(entry.sha256())) {
        throw refused(entry.name() + " was changed");
      }
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }

  private Map<KeyKind, String> create(ZipFile zip, Manifest manifest, Isolation isolation)
      throws IOException {
    TenantId id = new TenantId(manifest.tenantId());
    String settings = text(zip, Manifest.SETTINGS);
    Map<KeyKind, String> keys =
        provisioning.create(id, manifest.tenantName(), isolation, PortableSettings.parse(settings));
    boolean done = false;
    try {
      ReaderScope.run(
          Reader.ofEverything(), () -> TenantScope.run(id, () -> fill(zip, manifest, id)));
      done = true;
      return keys;
    } finally {
      if (!done) {
        deletion.delete(id);
      }
    }
  }

  private void fill(ZipFile zip, Manifest manifest, TenantId id) {
    rows.makeRoom(id);
    for (Entry entry : manifest.entries()) {
      if (entry.name().startsWith(Manifest.SHARED_ROWS)) {
        rows(zip, entry, (table, lines) -> rows.writeShared(id, table, lines));
      } else if (entry.name().startsWith(Manifest.TENANT_ROWS)) {
        rows(zip, entry, (table, lines) -> rows.write(id, table, lines));
      } else if (entry.name().startsWith(Manifest.FILES)) {
        file(zip, entry, id);
      }
    }
  }

  private static void rows(ZipFile zip, Entry entry, BiConsumer<String, List<String>> sink) {
    String file = entry.name().substring(entry.name().indexOf('/') + 1);
    String table = file.replaceFirst("\\.jsonl$", "");
    int batch = table.equals("collection") ? ALL : BATCH;
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                zip.getInputStream(zip.getEntry(entry.name())), StandardCharsets.UTF_8))) {
      List<String> lines = new ArrayList<>();
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        lines.add(line);
        if (lines.size() == batch) {
          sink.accept(table, lines);
          lines = new ArrayList<>();
        }
      }
      if (!lines.isEmpty()) {
        sink.accept(table, lines);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void file(ZipFile zip, Entry entry, TenantId id) {
    // An id and nothing else: a name of the archive's must not lead elsewhere.
    UUID name = UUID.fromString(entry.name().substring(Manifest.FILES.length()));
    try {
      Path folder =
          Files.createDirectories(installation.home().resolve("files").resolve(id.value()));
      try (InputStream in = zip.getInputStream(zip.getEntry(entry.name()))) {
        Files.copy(in, folder.resolve(name.toString()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(ZipFile zip, String name) throws IOException {
    try (InputStream in = zip.getInputStream(zip.getEntry(name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Problem refused(String why) {
    return new Problem(ProblemType.UNPROCESSABLE, "This archive cannot be taken: " + why + ".");
  }
}
