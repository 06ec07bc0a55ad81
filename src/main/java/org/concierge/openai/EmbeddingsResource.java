package org.concierge.openai;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.concierge.access.Requires;
import org.concierge.access.Scope;
import org.concierge.access.TenantBound;
import org.concierge.access.TenantSelecting;
import org.concierge.limit.Spender;
import org.concierge.llm.Embedder;
import org.concierge.llm.Embedders;
import org.concierge.problem.Problem;
import org.concierge.tenant.Tenant.Endpoint;
import org.concierge.tenant.TenantContext;
import org.concierge.usage.Ledger;
import org.concierge.usage.Tokens;

/** Embeddings of the caller's own texts; those of documents are never given away. */
@Path("v1/embeddings")
@RequestScoped
@TenantBound(Endpoint.CHAT)
public class EmbeddingsResource {
  private static final int MAX_TEXTS = 256;
  private static final int MAX_TEXT = 10_000;

  private Embedders embedders;
  private TenantContext tenant;
  private Ledger ledger;

  public EmbeddingsResource() {}

  @Inject
  public EmbeddingsResource(Embedders embedders, TenantContext tenant, Ledger ledger) {
    this.embedders = embedders;
    this.tenant = tenant;
    this.ledger = ledger;
  }

  /** {@code input} is a text or a list of texts; {@code encoding_format} float or base64. */
  public record EmbeddingRequest(
      String tenantId, String model, Object input, String encodingFormat, Integer dimensions)
      implements TenantSelecting {}

  /** In the order of the texts. */
  public record Embeddings(
      String object, List<Embedding> data, String model, Completion.Usage usage) {}

  /** A list of numbers, or base64 of the same as little-endian floats. */
  public record Embedding(String object, int index, Object embedding) {}

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @Requires(Scope.CHAT)
  public Embeddings embed(EmbeddingRequest request) {
    List<String> texts = texts(request);
    int length = tenant.tenant().embedding().dimensions();
    if (request.dimensions() != null && request.dimensions() != length) {
      throw Problem.badRequest("\"dimensions\" can only be " + length + " here.");
    }
    boolean packed = "base64".equals(request.encodingFormat());
    Embedder embedder = embedders.of(tenant.tenant());
    String model = tenant.tenant().embedding().model();
    ledger.embedded(tenant.id(), model, Spender.current());
    List<Embedding> data = new ArrayList<>();
    int tokens = 0;
    for (int from = 0; from < texts.size(); from += embedder.batchSize()) {
      int to = Math.min(texts.size(), from + embedder.batchSize());
      List<String> batch = texts.subList(from, to);
      Embedder.Embedded embedded = embedder.counted(batch);
      tokens += embedded.tokens() > 0 ? embedded.tokens() : Tokens.count(String.join("\n", batch));
      for (float[] vector : embedded.vectors()) {
        Object embedding = packed ? base64(vector) : vector;
        data.add(new Embedding("embedding", data.size(), embedding));
      }
    }
    return new Embeddings("list", data, model, new Completion.Usage(tokens, 0, tokens));
  }

  private static List<String> texts(EmbeddingRequest request) {
    if (request == null || request.input() == null) {
      throw Problem.badRequest("\"input\" is missing.");
    }
    List<?> given = request.input() instanceof List<?> list ? list : List.of(request.input());
    if (given.isEmpty() || given.size() > MAX_TEXTS) {
      throw Problem.badRequest("\"input\" must hold 1 to " + MAX_TEXTS + " texts.");
    }
    List<String> texts = new ArrayList<>();
    for (Object one : given) {
      if (!(one instanceof String text) || text.isBlank() || text.length() > MAX_TEXT) {
        throw Problem.badRequest(
            "Each text of \"input\" must have 1 to " + MAX_TEXT + " characters.");
      }
      texts.add(text);
    }
    return texts;
  }

  private static String base64(float[] vector) {
    ByteBuffer bytes =
        ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(vector);
    return Base64.getEncoder().encodeToString(bytes.array());
  }
}
