package org.concierge.format;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.compress.PasswordRequiredException;
import org.apache.commons.compress.archivers.sevenz.SevenZArchiveEntry;
import org.apache.commons.compress.archivers.sevenz.SevenZFile;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.tika.mime.MediaType;
import org.concierge.content.Block;
import org.concierge.content.Extracted;
import org.concierge.content.ExtractionFailed;
import org.concierge.content.ExtractionFailed.Reason;
import org.concierge.content.ExtractionProgress;

/**
 * Reads the documents in a ZIP archive, each as a section under its path. One instance an uploaded
 * file: what the archives in it unpack to is counted together.
 */
final class ArchiveReader {

  private static final MediaType ZIP = MediaType.application("zip");
  private static final MediaType SEVEN_Z = MediaType.application("x-7z-compressed");
  private static final int MAX_FILES = 2_000;
  private static final long MAX_BYTES = 512L << 20;

  /** Text packs to a tenth, a table of zeros to a hundredth; a bomb to a thousandth. */
  private static final int MAX_RATIO = 200;

  /** What is small may be as empty as it likes. */
  private static final long RATIO_FROM = 4L << 20;

  private static final int NAMED = 20;

  private final long maxCharacters;
  private int files;
  private long bytes;
  private long characters;

  ArchiveReader(long maxCharacters) {
    this.maxCharacters = maxCharacters;
  }

  static boolean reads(MediaType type) {
    return type.equals(ZIP);
  }

  static ExtractionFailed tooDeep(int depth) {
    return new ExtractionFailed(
        Reason.TOO_LARGE, "The archive holds archives more than " + depth + " deep.", null);
  }

  /** Says of an archive that cannot be read at all whether a password is in the way too. */
  static void refuseProtected(Path file, MediaType type) throws ExtractionFailed {
    if (!type.equals(SEVEN_Z)) {
      return;
    }
    try (SevenZFile archive =
        SevenZFile.builder().setPath(file).setMaxMemoryLimitKiB(64 << 10).get()) {
      SevenZArchiveEntry entry = archive.getNextEntry();
      while (entry != null && !entry.hasStream()) {
        entry = archive.getNextEntry();
      }
      if (entry != null) {
        archive.read();
      }
    } catch (PasswordRequiredException locked) {
      throw new ExtractionFailed(
          Reason.PASSWORD_PROTECTED, Reason.PASSWORD_PROTECTED.sentence(), locked);
    } catch (IOException | RuntimeException notEvenThat) {
      return;
    }
  }

  /**
   * Reads an archive.
   *
   * @return with field {@code files_without_text} where some of its files could not be read
   * @throws ExtractionFailed TOO_LARGE for a bomb; the first file's reason if none can be read
   */
  Extracted read(Path archive, OfficeReader.Attachments inside, ExtractionProgress progress)
      throws IOException, ExtractionFailed {
    List<Block> blocks = new ArrayList<>();
    List<String> unread = new ArrayList<>();
    ExtractionFailed failure = null;
    int pages = 0;
    boolean recognised = false;
    try (ZipFile zip = ZipFile.builder().setPath(archive).get()) {
      List<ZipArchiveEntry> entries =
          Collections.list(zip.getEntries()).stream().filter(ArchiveReader::isDocument).toList();
      count(entries.size());
      for (int i = 0; i < entries.size(); i++) {
        ZipArchiveEntry entry = entries.get(i);
        try {
          Extracted read = readEntry(zip, entry, inside);
          add(entry.getName(), read, blocks);
          pages += read.pages();
          recognised |= read.parser().equals(Extracted.TESSERACT);
        } catch (ExtractionFailed failed) {
          if (failed.reason() == Reason.TOO_LARGE) {
            throw failed;
          }
          failure = failure == null ? failed : failure;
          unread.add(entry.getName());
        }
        progress.pages(i + 1, entries.size());
      }
    }
    if (blocks.isEmpty()) {
      throw failure == null
          ? new ExtractionFailed(Reason.EMPTY, "The archive is empty.", null)
          : failure;
    }
    Map<String, String> fields = new LinkedHashMap<>();
    if (!unread.isEmpty()) {
      fields.put("files_without_text", named(unread));
    }
    String parser = recognised ? Extracted.TESSERACT : Extracted.TIKA;
    return new Extracted(ZIP.toString(), "", "", "", pages, fields, blocks, parser, List.of());
  }

  private static String named(List<String> unread) {
    List<String> first = unread.stream().limit(NAMED).toList();
    String more = unread.size() > NAMED ? ", and " + (unread.size() - NAMED) + " more" : "";
    return Block.paragraph(0, String.join(", ", first) + more).text();
  }

  private void add(String path, Extracted read, List<Block> blocks) throws ExtractionFailed {
    String name = path.replace('\\', '/');
    blocks.add(Block.heading(1, 0, name.isBlank() ? "?" : name));
    for (Block block : read.blocks()) {
      boolean heading = block.kind() == Block.Kind.HEADING;
      characters += block.text().length();
      if (characters > maxCharacters) {
        throw new ExtractionFailed(Reason.TOO_LARGE);
      }
      blocks.add(heading ? Block.heading(block.level() + 1, block.page(), block.text()) : block);
    }
  }

  private static boolean isDocument(ZipArchiveEntry entry) {
    String path = entry.getName().replace('\\', '/');
    String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    // What the systems of those who packed it leave behind.
    return !entry.isDirectory()
        && !path.startsWith("__MACOSX/")
        && !name.startsWith(".")
        && !name.equals("thumbs.db")
        && !name.equals("desktop.ini");
  }

  private Extracted readEntry(ZipFile zip, ZipArchiveEntry entry, OfficeReader.Attachments inside)
      throws IOException, ExtractionFailed {
    if (entry.getGeneralPurposeBit().usesEncryption()) {
      throw new ExtractionFailed(Reason.PASSWORD_PROTECTED);
    }
    Path copy = Files.createTempFile("archived", ".tmp");
    try {
      unpack(zip, entry, copy);
      String name = entry.getName().replaceFirst("(?s)^.*[/\\\\]", "");
      return inside.read(copy, name);
    } finally {
      Files.delete(copy);
    }
  }

  /** Counts what really comes out; the sizes in an archive's directory may lie. */
  private void unpack(ZipFile zip, ZipArchiveEntry entry, Path copy)
      throws IOException, ExtractionFailed {
    long packed = Math.max(1, entry.getCompressedSize());
    long unpacked = 0;
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = zip.getInputStream(entry);
        OutputStream out = Files.newOutputStream(copy)) {
      if (in == null) {
        throw new ExtractionFailed(Reason.CORRUPT);
      }
      for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
        out.write(buffer, 0, n);
        unpacked += n;
        bytes += n;
        if (bytes > MAX_BYTES || unpacked > RATIO_FROM && unpacked / packed > MAX_RATIO) {
          throw new ExtractionFailed(
              Reason.TOO_LARGE, "The archive unpacks to more than can be taken in.", null);
        }
      }
    } catch (IOException broken) {
      throw ExtractionFailed.because(broken);
    }
  }

  private void count(int more) throws ExtractionFailed {
    files += more;
    if (files > MAX_FILES) {
      throw new ExtractionFailed(
          Reason.TOO_LARGE,
          "The archive holds more than " + MAX_FILES + " files; pack it in smaller parts.",
          null);
    }
  }
}
