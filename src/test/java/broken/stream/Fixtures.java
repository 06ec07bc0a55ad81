package broken.stream;

class SseAnswer {
  jakarta.ws.rs.sse.SseEventSink allowed;
}
