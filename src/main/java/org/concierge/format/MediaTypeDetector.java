package org.concierge.format;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.apache.tika.detect.DefaultDetector;
import org.apache.tika.detect.Detector;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;

/** What kind of file a file is. Thread safe; reads its first bytes, never parses it. */
public final class MediaTypeDetector {
  private final Detector detector = new DefaultDetector(MediaTypeDetector.class.getClassLoader());

  /**
   * Finds the media type from content and name only, without parameters; {@code
   * application/octet-stream} if unknown.
   *
   * @throws UncheckedIOException if there is no such file
   */
  public String of(Path file, String filename) {
    Metadata metadata = new Metadata();
    metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, filename);
    try (TikaInputStream in = TikaInputStream.get(file)) {
      return detector.detect(in, metadata).getBaseType().toString();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
