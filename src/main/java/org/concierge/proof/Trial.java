package org.concierge.proof;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.concierge.problem.Problem;
import org.concierge.proof.Check.Step;
import org.concierge.proof.ProbeClient.Call;
import org.concierge.proof.ProbeClient.Reply;
import org.concierge.tenant.TenantId;

/** What a check does in a tenant, with keys of its own; each step says what it has seen. */
final class Trial {
  private static final int TRIES = 240;
  private static final long PAUSE_MILLIS = 500;

  /** More requests than a key with one a minute may make at any moment. */
  private static final int TOO_MANY = 8;

  private final ProbeClient client;
  private final Keys keys;
  private final String word;
  private String document = "";

  /**
   * The keys.
   *
   * @param admin may do everything
   * @param plain sees what is open to the whole tenant
   * @param slow may make one request a minute
   */
  record Keys(String admin, String plain, String slow) {
    /** Without their text. */
    @Override
    public String toString() {
      return "Keys";
    }
  }

  /**
   * @param word that stands in nobody's documents
   */
  Trial(ProbeClient client, Keys keys, String word) {
    this.client = client;
    this.keys = keys;
    this.word = word;
  }

  /** Tries it, and times it. */
  static Step step(String name, Supplier<String> work) {
    long begin = System.nanoTime();
    boolean passed = false;
    String detail;
    try {
      detail = work.get();
      passed = true;
    } catch (Problem | IllegalStateException e) {
      detail = e.getMessage();
    }
    return new Step(name, passed, detail, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
  }

  void run(Optional<TenantId> other, Consumer<Step> seen) {
    Step server = step("server", this::server);
    seen.accept(server);
    if (!server.passed()) {
      return;
    }
    seen.accept(step("upload", this::upload));
    seen.accept(step("search", this::search));
    seen.accept(step("chat", this::chat));
    seen.accept(step("limits", this::limits));
    seen.accept(step("isolation", () -> isolation(other)));
  }

  private String server() {
    expect(client.send(Call.get("/api/v1/health/ready", "")), 200, "the server's readiness");
    expect(client.send(Call.get("/api/v1/documents?limit=1", keys.admin())), 200, "a new key");
    return "ready, and knows the tenant";
  }

  private String upload() {
    Reply reply =
        client.upload(
            keys.admin(),
            word + ".txt",
            "The " + word + " is kept in the lower drawer.",
            // Nobody has that id: the tenant's people do not come across it.
            Map.of("tags", Checking.NAME, "readers", "user:" + UUID.randomUUID()));
    expect(reply, 202, "the upload");
    document = reply.json().at("/documents/0/id").asText();
    for (int i = 0; i < TRIES; i++) {
      JsonNode read = client.send(Call.get("/api/v1/documents/" + document, keys.admin())).json();
      String status = read.path("status").asText();
      if (status.equals("READY")) {
        return read.path("chunks").asInt() + " chunk";
      }
      if (Set.of("FAILED", "HELD", "CANCELLED").contains(status)) {
        throw new IllegalStateException(
            "The document is " + status + ": " + read.path("reason").asText());
      }
      pause();
    }
    throw new IllegalStateException("The document was not READY within two minutes.");
  }

  private String search() {
    if (!finds(keys.admin())) {
      throw new IllegalStateException("What was uploaded is not found.");
    }
    return "found";
  }

  private boolean finds(String key) {
    Reply reply =
        client.send(
            Call.post("/api/v1/search", key, "{\"query\": \"" + word + "\", \"limit\": 10}"));
    expect(reply, 200, "the search");
    return !document.isEmpty() && reply.body().contains(document);
  }

  private String chat() {
    Reply reply =
        client.send(
            Call.post(
                "/api/v1/chat",
                keys.admin(),
                "{\"message\": \"Where is the "
                    + word
                    + " kept?\", \"session_id\": \""
                    + word
                    + "\"}"));
    expect(reply, 200, "the answer");
    if (document.isEmpty() || !reply.json().path("sources").toString().contains(document)) {
      throw new IllegalStateException("The answer does not rest on what was uploaded.");
    }
    return "answered by " + reply.json().path("model").asText();
  }

  private String limits() {
    for (int i = 1; i <= TOO_MANY; i++) {
      if (client.send(Call.get("/api/v1/documents?limit=1", keys.slow())).status() == 429) {
        return "request " + i + " of a key with one a minute was refused";
      }
    }
    throw new IllegalStateException("A key made more requests than it may.");
  }

  private String isolation(Optional<TenantId> other) {
    String path = "/api/v1/documents/" + (document.isEmpty() ? UUID.randomUUID() : document);
    expect(client.send(Call.get(path, "")), 401, "a request of nobody");
    expect(
        client.send(Call.get("/api/v1/documents/" + UUID.randomUUID(), keys.admin())),
        404,
        "an id that does not exist");
    if (finds(keys.plain()) || client.send(Call.get(path, keys.plain())).status() != 404) {
      throw new IllegalStateException("A key sees a document that it may not read.");
    }
    if (other.isPresent()) {
      expect(
          client.send(new Call("GET", path, keys.admin(), "", other.get().value())),
          403,
          "a request into another tenant");
    }
    return other.isPresent() ? "held" : "held; there is no other tenant to try";
  }

  private static void expect(Reply reply, int status, String what) {
    if (reply.status() != status) {
      throw new IllegalStateException(
          what + " was answered by " + reply.status() + " instead of " + status);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The check was interrupted.", e);
    }
  }
}
