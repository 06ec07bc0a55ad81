package org.concierge.extraction;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.concierge.content.Block;
import org.concierge.content.Extracted;
import org.concierge.content.ExtractionFailed;
import org.concierge.content.ExtractionFailed.Reason;
import org.concierge.content.Suspicion;

/**
 * How a file's reading is told from the parser's process to the server: frames of numbers and text,
 * nothing that could make an object of a class of the sender's choice. The reader trusts no length.
 */
final class Frames {

  static final int READY = 'R';
  static final int PROGRESS = 'P';
  static final int BLOCK = 'B';
  static final int SUSPICION = 'S';
  static final int END = 'E';
  static final int FAILED = 'F';

  /** What came out of a file, in parts that arrive one by one. */
  interface Listener {
    void progress(int done, int total) throws IOException;
  }

  private Frames() {}

  static void write(Extracted extracted, DataOutputStream out) throws IOException {
    for (Block block : extracted.blocks()) {
      out.writeByte(BLOCK);
      out.writeByte(block.kind().ordinal());
      out.writeByte(block.level());
      out.writeInt(block.page());
      writeText(block.text(), out);
    }
    for (Suspicion suspicion : extracted.suspicions()) {
      out.writeByte(SUSPICION);
      out.writeByte(suspicion.kind().ordinal());
      out.writeInt(suspicion.page());
      writeText(suspicion.text(), out);
    }
    out.writeByte(END);
    writeText(extracted.mediaType(), out);
    writeText(extracted.title(), out);
    writeText(extracted.author(), out);
    writeText(extracted.language(), out);
    writeText(extracted.parser(), out);
    out.writeInt(extracted.pages());
    out.writeInt(extracted.metadata().size());
    for (Map.Entry<String, String> field : extracted.metadata().entrySet()) {
      writeText(field.getKey(), out);
      writeText(field.getValue(), out);
    }
  }

  static void write(ExtractionFailed failed, DataOutputStream out) throws IOException {
    out.writeByte(FAILED);
    out.writeByte(failed.reason().ordinal());
    writeText(failed.getMessage(), out);
    // The class alone: a parser's message may quote the file.
    writeText(failed.getCause() == null ? "" : failed.getCause().getClass().getName(), out);
  }

  static void writeText(String text, DataOutputStream out) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  /** Reads what {@link #write} wrote, no more of it than is allowed. */
  static final class Reader {
    private final DataInputStream in;
    private final List<Block> blocks = new ArrayList<>();
    private final List<Suspicion> suspicions = new ArrayList<>();
    private long room;

    /**
     * @param maxBytes of text and frames together
     */
    Reader(DataInputStream in, long maxBytes) {
      this.in = in;
      this.room = maxBytes;
    }

    /**
     * Reads up to the end of one file.
     *
     * @throws IOException if the process ends before, or sends what is no frame
     */
    Extracted read(Listener listener) throws IOException, ExtractionFailed {
      while (true) {
        int frame = in.readUnsignedByte();
        switch (frame) {
          case PROGRESS -> listener.progress(in.readInt(), in.readInt());
          case BLOCK -> blocks.add(block());
          case SUSPICION -> suspicions.add(suspicion());
          case END -> {
            return extracted();
          }
          case FAILED -> throw failure();
          default -> throw new IOException("no frame: " + frame);
        }
      }
    }

    private Block block() throws IOException {
      Block.Kind kind = one(Block.Kind.values());
      return new Block(kind, in.readUnsignedByte(), in.readInt(), text());
    }

    private Suspicion suspicion() throws IOException {
      Suspicion.Kind kind = one(Suspicion.Kind.values());
      return new Suspicion(kind, in.readInt(), text());
    }

    private Extracted extracted() throws IOException {
      String mediaType = text();
      String title = text();
      String author = text();
      String language = text();
      String parser = text();
      int pages = in.readInt();
      Map<String, String> metadata = new LinkedHashMap<>();
      for (int left = in.readInt(); left > 0; left--) {
        metadata.put(text(), text());
      }
      return new Extracted(
          mediaType, title, author, language, pages, metadata, blocks, parser, suspicions);
    }

    private ExtractionFailed failure() throws IOException {
      Reason reason = one(Reason.values());
      String sentence = text();
      String cause = text();
      return new ExtractionFailed(
          reason, sentence, cause.isEmpty() ? null : new IOException("in the parser: " + cause));
    }

    private <T> T one(T[] values) throws IOException {
      int ordinal = in.readUnsignedByte();
      if (ordinal >= values.length) {
        throw new IOException("no value: " + ordinal);
      }
      return values[ordinal];
    }

    private String text() throws IOException {
      int length = in.readInt();
      // What a block costs in memory besides its text, so that empty ones are not free.
      room -= length + 100L;
      if (length < 0 || room < 0) {
        throw new IOException("more text than allowed: " + length);
      }
      return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }
  }
}
