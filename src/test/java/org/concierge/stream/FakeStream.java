package org.concierge.stream;

import jakarta.ws.rs.core.GenericType;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseBroadcaster;
import jakarta.ws.rs.sse.SseEventSink;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A stream of events without a server, with a reader who can go away. */
public final class FakeStream implements SseEventSink, Sse {
  public final List<Event> events = new ArrayList<>();
  public boolean closed;

  /** What each sending fails with from now on; null: nothing. */
  RuntimeException failure;

  /** Whether a failure is thrown at once, or told later by the promise. */
  boolean throwing;

  /** What was sent; a comment has no name. */
  public record Event(String name, String comment, MediaType media, Object data)
      implements OutboundSseEvent {
    @Override
    public String getName() {
      return name;
    }

    @Override
    public String getComment() {
      return comment;
    }

    @Override
    public MediaType getMediaType() {
      return media;
    }

    @Override
    public Object getData() {
      return data;
    }

    @Override
    public Class<?> getType() {
      return data.getClass();
    }

    @Override
    public Type getGenericType() {
      return data.getClass();
    }

    @Override
    public String getId() {
      return null;
    }

    @Override
    public long getReconnectDelay() {
      return -1;
    }

    @Override
    public boolean isReconnectDelaySet() {
      return false;
    }
  }

  public List<String> names() {
    return events.stream().map(Event::name).toList();
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  @Override
  public CompletionStage<?> send(OutboundSseEvent event) {
    if (closed) {
      throw new IllegalStateException("closed");
    }
    if (failure != null && throwing) {
      throw failure;
    }
    if (failure != null) {
      return CompletableFuture.failedFuture(failure);
    }
    events.add((Event) event);
    return CompletableFuture.completedFuture(event);
  }

  @Override
  public void close() {
    closed = true;
  }

  @Override
  public OutboundSseEvent.Builder newEventBuilder() {
    return new Builder();
  }

  @Override
  public SseBroadcaster newBroadcaster() {
    throw new UnsupportedOperationException();
  }

  private static final class Builder implements OutboundSseEvent.Builder {
    private String name;
    private String comment;
    private MediaType media;
    private Object data;

    @Override
    public Builder name(String value) {
      name = value;
      return this;
    }

    @Override
    public Builder comment(String value) {
      comment = value;
      return this;
    }

    @Override
    public Builder mediaType(MediaType value) {
      media = value;
      return this;
    }

    @Override
    public Builder data(Object value) {
      data = value;
      return this;
    }

    @Override
    public Builder data(@SuppressWarnings("rawtypes") Class type, Object value) {
      return data(value);
    }

    @Override
    public Builder data(@SuppressWarnings("rawtypes") GenericType type, Object value) {
      return data(value);
    }

    @Override
    public Builder id(String value) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Builder reconnectDelay(long millis) {
      throw new UnsupportedOperationException();
    }

    @Override
    public OutboundSseEvent build() {
      return new Event(name, comment, media, data);
    }
  }
}
