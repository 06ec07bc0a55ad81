package org.concierge.proof;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.concierge.access.KeyKind;
import org.concierge.problem.Problem;
import org.concierge.proof.ProbeClient.Call;
import org.concierge.proof.ProbeClient.Reply;
import org.concierge.tenant.TenantId;

/**
 * A sealed tenant made for a proof: it holds a word that nobody else has, in a document, a
 * question, a collection, a user and a key.
 *
 * @param word in all that it holds
 */
record Probe(TenantId id, Map<KeyKind, String> keys, String word) {
  private static final Pattern UUID_TEXT =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final int TRIES = 240;
  private static final long PAUSE_MILLIS = 500;

  String key(KeyKind kind) {
    return keys.get(kind);
  }

  /**
   * Waits until the server knows the tenant, then fills it.
   *
   * @throws Problem UNAVAILABLE if the server does not get so far within two minutes
   */
  void furnish(ProbeClient client) {
    await(() -> client.send(Call.get("/api/v1/documents", admin())).status() == 200);
    Reply upload =
        client.upload(
            key(KeyKind.UPLOAD), word + ".txt", "The " + word + " lives in the garden of " + id);
    String document = upload.json().at("/documents/0/id").asText();
    await(
        () -> {
          JsonNode read = client.send(Call.get("/api/v1/documents/" + document, admin())).json();
          return Set.of("READY", "FAILED", "HELD").contains(read.path("status").asText());
        });
    String named = "{\"name\": \"" + word + "\"";
    client.send(Call.post("/api/v1/collections", admin(), named + "}"));
    client.send(Call.post("/api/v1/keys", admin(), named + ", \"scopes\": [\"chat\"]}"));
    client.send(
        Call.post(
            "/api/v1/users",
            admin(),
            "{\"email\": \"" + word + "@probe.example\", \"mail\": false}"));
    client.send(
        Call.post(
            "/api/v1/chat",
            key(KeyKind.CHAT),
            "{\"message\": \"Where does the " + word + " live?\"}"));
  }

  /** All ids that its administrator is told by routes without one. */
  Set<String> ids(ProbeClient client, List<String> lists) {
    Set<String> ids = new LinkedHashSet<>();
    for (String path : lists) {
      Matcher found = UUID_TEXT.matcher(client.send(Call.get(path, admin())).body());
      while (found.find()) {
        ids.add(found.group());
      }
    }
    return ids;
  }

  String admin() {
    return key(KeyKind.ADMIN);
  }

  private static void await(BooleanSupplier done) {
    for (int i = 0; i < TRIES; i++) {
      if (done.getAsBoolean()) {
        return;
      }
      try {
        Thread.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    throw Problem.unavailable("The server did not take up the probe within two minutes.", null);
  }

  /** Without its keys. */
  @Override
  public String toString() {
    return id.toString();
  }
}
