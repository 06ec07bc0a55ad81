package org.concierge.access;

import jakarta.ws.rs.core.EntityPart;
import jakarta.ws.rs.core.GenericType;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A part of a form, as a server hands it out.
 *
 * @param filename null for a field
 */
public record FormPart(String name, String filename, byte[] content) implements EntityPart {
  public static FormPart field(String name, String text) {
    return new FormPart(name, null, text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String getName() {
    return name;
  }

  @Override
  public Optional<String> getFileName() {
    return Optional.ofNullable(filename);
  }

  @Override
  public InputStream getContent() {
    return new ByteArrayInputStream(content);
  }

  @Override
  public <T> T getContent(Class<T> type) {
    return type.cast(new String(content, StandardCharsets.UTF_8));
  }

  @Override
  public <T> T getContent(GenericType<T> type) {
    throw new UnsupportedOperationException();
  }

  @Override
  public MultivaluedMap<String, String> getHeaders() {
    throw new UnsupportedOperationException();
  }

  @Override
  public MediaType getMediaType() {
    throw new UnsupportedOperationException();
  }
}
