package org.concierge.custody;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.concierge.access.Reader;
import org.concierge.access.ReaderScope;
import org.concierge.bearer.Attestation;
import org.concierge.custody.Manifest.Entry;
import org.concierge.tenant.Installation;
import org.concierge.tenant.Tenant;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.TenantScope;
import org.concierge.tenant.Tenants;

/**
 * Writes a tenant into one archive: settings without secrets, people without passwords, documents
 * with their text and vectors, conversations, originals, audit; a signed manifest holds them
 * together. The tenant works on meanwhile; its rows are those of one moment.
 */
public final class TenantExport {
  private final Installation installation;
  private final Tenants tenants;
  private final ArchiveRepository rows;
  private final Attestation attestation;
  private final Clock clock;

  public TenantExport(
      Installation installation,
      Tenants tenants,
      ArchiveRepository rows,
      Attestation attestation,
      Clock clock) {
    this.installation = installation;
    this.tenants = tenants;
    this.rows = rows;
    this.attestation = attestation;
    this.clock = clock;
  }

  /**
   * @param archive replaced when the new one is whole
   * @throws org.concierge.problem.Problem NOT_FOUND, UNAVAILABLE
   */
  public Manifest export(TenantId id, Path archive, Manifest.Json json) {
    Tenant tenant = tenants.get(id);
    Path target = archive.toAbsolutePath();
    Path draft = target.resolveSibling(target.getFileName() + ".part");
    try {
      Files.createDirectories(target.getParent());
      Manifest manifest;
      try (Writing writing = new Writing(Files.newOutputStream(draft))) {
        manifest = ReaderScope.get(Reader.ofEverything(), () -> write(tenant, writing));
        writing.entry(
            Manifest.SIGNED,
            attestation.sign(json.write(manifest)).getBytes(StandardCharsets.UTF_8));
      }
      Files.move(
          draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return manifest;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      deleteIfThere(draft);
    }
  }

  private Manifest write(Tenant tenant, Writing writing) {
    TenantId id = tenant.id();
    return TenantScope.get(
        id,
        () -> {
          writing.entry(
              Manifest.SETTINGS, PortableSettings.of(new TenantFile(tenants.folder(), id).path()));
          rows.readShared(id, writing.rows(Manifest.SHARED_ROWS));
          rows.read(id, writing.rows(Manifest.TENANT_ROWS));
          writing.end();
          rows.readAudit(id, (table, row) -> writing.row(Manifest.AUDIT, row));
          writing.end();
          files(id, writing);
          return new Manifest(
              Manifest.FORMAT,
              id.value(),
              tenant.name(),
              tenant.isolation().name().toLowerCase(Locale.ROOT),
              clock.instant(),
              List.copyOf(writing.entries));
        });
  }

  private void files(TenantId id, Writing writing) {
    Path folder = installation.home().resolve("files").resolve(id.value());
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (var found = Files.list(folder)) {
      for (Path file : found.filter(Files::isRegularFile).sorted().toList()) {
        writing.file(Manifest.FILES + file.getFileName(), file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void deleteIfThere(Path draft) {
    try {
      Files.deleteIfExists(draft);
    } catch (IOException e) {
      System.getLogger(TenantExport.class.getName())
          .log(System.Logger.Level.WARNING, "{0} could not be removed", draft);
    }
  }

  /** The archive as it grows: one entry after the other, each measured. */
  private static final class Writing implements AutoCloseable {
    private final ZipOutputStream zip;
    private final List<Entry> entries = new ArrayList<>();
    private final MessageDigest digest;
    private String open = "";
    private long count;
    private long bytes;

    Writing(OutputStream out) {
      zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
      try {
        digest = MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("Every Java has SHA-256.", e);
      }
    }

    ArchiveRepository.Sink rows(String folder) {
      return (table, row) -> row(folder + table + ".jsonl", row);
    }

    void row(String name, String row) {
      if (!open.equals(name)) {
        begin(name);
      }
      write((row + "\n").getBytes(StandardCharsets.UTF_8));
      count++;
    }

    void entry(String name, byte[] content) {
      begin(name);
      write(content);
      end();
    }

    void file(String name, Path file) {
      begin(name);
      try (var in = Files.newInputStream(file)) {
        byte[] buffer = new byte[64 * 1024];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
          digest.update(buffer, 0, read);
          zip.write(buffer, 0, read);
          bytes += read;
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      end();
    }

    private void begin(String name) {
      end();
      try {
        zip.putNextEntry(new ZipEntry(name));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      open = name;
    }

    private void write(byte[] content) {
      digest.update(content);
      bytes += content.length;
      try {
        zip.write(content);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    void end() {
      if (!open.isEmpty()) {
        entries.add(new Entry(open, count, bytes, HexFormat.of().formatHex(digest.digest())));
        open = "";
        count = 0;
        bytes = 0;
      }
    }

    @Override
    public void close() throws IOException {
      zip.close();
    }
  }
}
