package org.concierge.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.SequenceInputStream;
import java.util.Optional;
import java.util.UUID;
import org.concierge.access.CurrentPrincipal;
import org.concierge.problem.Problem;
import org.concierge.tenant.Allowance.ChatAuth;
import org.concierge.tenant.Tenant;
import org.concierge.tenant.Tenants;
import org.concierge.visit.Door;
import org.concierge.visit.Visitor;

/**
 * Lets a question in that has no credential, where the tenant's chat is public ({@code
 * CHAT_AUTH=public}). Everywhere else it stays nobody's, and is refused as such: who asks in vain
 * does not learn whether the tenant exists.
 */
@Provider
@PreMatching
@Priority(Priorities.AUTHENTICATION - 300)
@ApplicationScoped
public class GuestFilter implements ContainerRequestFilter {
  /** A question has 10,000 characters at most. */
  private static final int MAX_BYTES = 128 * 1024;

  private static final String SESSION = "session_id";
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private CurrentPrincipal caller;
  private HttpServletRequest request;
  private Tenants tenants;

  /** Public, as RESTEasy demands of a provider. */
  public GuestFilter() {}

  @Inject
  public GuestFilter(CurrentPrincipal caller, HttpServletRequest request, Tenants tenants) {
    this.caller = caller;
    this.request = request;
    this.tenants = tenants;
  }

  @Override
  public void filter(ContainerRequestContext context) throws IOException {
    if (context.getMethod().equals("POST")
        && context.getUriInfo().getPath().replaceFirst("^/", "").equals("chat")
        && caller.isNobody()
        && tenants.all().stream().anyMatch(GuestFilter::isPublic)) {
      byte[] body = context.getEntityStream().readNBytes(MAX_BYTES);
      context.setEntityStream(
          new SequenceInputStream(new ByteArrayInputStream(body), context.getEntityStream()));
      Optional<ObjectNode> question = question(body);
      Optional<Tenant> tenant = question.flatMap(this::meant);
      if (tenant.isPresent()) {
        enter(tenant.get(), question.get(), context);
      }
    }
  }

  private void enter(Tenant tenant, ObjectNode question, ContainerRequestContext context)
      throws IOException {
    if (question.path(SESSION).asText("").isEmpty()) {
      // The name of a conversation is all that continues it: it must be one that nobody guesses.
      question.put(SESSION, UUID.randomUUID().toString());
      context.setEntityStream(new ByteArrayInputStream(JSON.writeValueAsBytes(question)));
    }
    CurrentPrincipal.accept(request, Visitor.ofChat(tenant.id(), question.path(SESSION).asText()));
  }

  private Optional<Tenant> meant(ObjectNode question) {
    try {
      String inBody = question.path("tenant_id").asText(null);
      Door door = Door.of(request, inBody, null);
      return tenants.all().stream()
          .filter(tenant -> tenant.id().value().equals(door.tenant()))
          .filter(GuestFilter::isPublic)
          .findFirst();
    } catch (Problem problem) {
      return Optional.empty();
    }
  }

  private static boolean isPublic(Tenant tenant) {
    return tenant.allowance().chatAuth() == ChatAuth.PUBLIC && !tenant.suspended();
  }

  private static Optional<ObjectNode> question(byte[] body) {
    try {
      return JSON.readTree(body) instanceof ObjectNode question
          ? Optional.of(question)
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
