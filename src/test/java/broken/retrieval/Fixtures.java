package broken.retrieval;

class SseAnswer {
  jakarta.ws.rs.sse.SseEventSink sink;
}
