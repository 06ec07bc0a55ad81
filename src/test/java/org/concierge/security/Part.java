package org.concierge.security;

import jakarta.ws.rs.core.EntityPart;
import jakarta.ws.rs.core.GenericType;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A part of a form. */
record Part(String name, String text, String filename) implements EntityPart {
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
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public <T> T getContent(Class<T> type) {
    return type.cast(text);
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
