package org.concierge.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.SequenceInputStream;
import java.util.Set;
import org.concierge.access.CurrentPrincipal;

/**
 * Decides whether a question is answered as a stream: if the caller accepts {@code
 * text/event-stream}, or says {@code "stream": true} in the body as clients of model APIs do. A
 * caller that accepts anything gets JSON; left alone, each server chooses as it likes.
 */
@Provider
@PreMatching
@ApplicationScoped
public class StreamNegotiation implements ContainerRequestFilter {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String COMPLETIONS = "v1/chat/completions";
  private static final String VISITORS = "customer-chat";
  private static final int MAX_BYTES = 1024 * 1024;

  private CurrentPrincipal caller;

  /** Public, as RESTEasy demands of a provider. */
  public StreamNegotiation() {}

  @Inject
  public StreamNegotiation(CurrentPrincipal caller) {
    this.caller = caller;
  }

  @Override
  public void filter(ContainerRequestContext request) throws IOException {
    String path = request.getUriInfo().getPath().replaceFirst("^/", "");
    if (path.equals(VISITORS) && request.getMethod().equals("POST")) {
      // Of strangers no body is read here: they say it in the header.
      accept(request, accepted(request).contains(MediaType.SERVER_SENT_EVENTS));
      return;
    }
    if (!Set.of("chat", COMPLETIONS).contains(path)
        || !request.getMethod().equals("POST")
        || caller.find().isEmpty()) {
      return;
    }
    accept(
        request,
        path.equals("chat") && accepted(request).contains(MediaType.SERVER_SENT_EVENTS)
            || bodySaysStream(request));
  }

  private static String accepted(ContainerRequestContext request) {
    return String.valueOf(request.getHeaderString(HttpHeaders.ACCEPT));
  }

  private static void accept(ContainerRequestContext request, boolean stream) {
    request
        .getHeaders()
        .putSingle(
            HttpHeaders.ACCEPT, stream ? MediaType.SERVER_SENT_EVENTS : MediaType.APPLICATION_JSON);
  }

  private static boolean bodySaysStream(ContainerRequestContext request) throws IOException {
    byte[] body = request.getEntityStream().readNBytes(MAX_BYTES);
    request.setEntityStream(
        new SequenceInputStream(new ByteArrayInputStream(body), request.getEntityStream()));
    try {
      JsonNode tree = JSON.readTree(body);
      return tree != null && tree.path("stream").asBoolean(false);
    } catch (IOException e) {
      // Not JSON: the resource says so, in the right words.
      return false;
    }
  }
}
