package org.concierge.mcp;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.concierge.access.CurrentPrincipal;
import org.concierge.access.Requires;
import org.concierge.access.Scope;
import org.concierge.access.TenantBound;
import org.concierge.audit.RequestAudit;
import org.concierge.chat.Asked;
import org.concierge.chat.Asking;
import org.concierge.chat.ChatRequest;
import org.concierge.document.Document;
import org.concierge.document.DocumentQuery;
import org.concierge.document.DocumentQuery.Filter;
import org.concierge.document.DocumentQuery.Order;
import org.concierge.document.DocumentStatus;
import org.concierge.library.Library;
import org.concierge.problem.Bodies;
import org.concierge.problem.Problem;
import org.concierge.retrieval.Passage;
import org.concierge.retrieval.Question;
import org.concierge.retrieval.Retriever;
import org.concierge.tenant.Tenant.Endpoint;
import org.concierge.tenant.TenantContext;

/**
 * The tenant's documents for the models of other programs: the Model Context Protocol over
 * streamable HTTP, without sessions, each answer one JSON object.
 *
 * <p>Source: modelcontextprotocol.io, specification of 2025-06-18.
 */
@Path("mcp")
@RequestScoped
@TenantBound(Endpoint.CHAT)
public class McpResource {
  /** The newest first. */
  private static final List<String> VERSIONS = List.of("2025-06-18", "2025-03-26", "2024-11-05");

  private Asking asking;
  private Retriever retriever;
  private Library library;
  private TenantContext tenant;
  private CurrentPrincipal caller;
  private RequestAudit audit;

  public McpResource() {}

  @Inject
  public McpResource(
      Asking asking,
      Retriever retriever,
      Library library,
      TenantContext tenant,
      CurrentPrincipal caller,
      RequestAudit audit) {
    this.asking = asking;
    this.retriever = retriever;
    this.library = library;
    this.tenant = tenant;
    this.caller = caller;
    this.audit = audit;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @Requires(Scope.CHAT)
  public void call(
      Rpc.Request request,
      @HeaderParam("MCP-Protocol-Version") String version,
      @Suspended AsyncResponse response) {
    if (version != null && !VERSIONS.contains(version)) {
      throw Problem.badRequest("This version of the protocol is not spoken here.");
    }
    if (Bodies.present(request).id() == null) {
      // A notification: there is nothing to say to it.
      response.resume(Response.accepted().build());
      return;
    }
    Object id = request.id();
    Map<String, Object> params = request.params() == null ? Map.of() : request.params();
    switch (String.valueOf(request.method())) {
      case "initialize" -> response.resume(Rpc.result(id, hello(params)));
      case "ping" -> response.resume(Rpc.result(id, Map.of()));
      case "tools/list" -> response.resume(Rpc.result(id, Map.of("tools", Tools.list())));
      case "tools/call" -> tool(id, params, response);
      default ->
          response.resume(Rpc.error(id, Rpc.NO_SUCH_METHOD, "There is no such method here."));
    }
  }

  private Map<String, Object> hello(Map<String, Object> params) {
    Object wanted = params.get("protocolVersion");
    return Map.of(
        "protocolVersion",
        VERSIONS.contains(wanted) ? wanted : VERSIONS.get(0),
        "capabilities",
        Map.of("tools", Map.of()),
        "serverInfo",
        Map.of("name", "concierge", "title", tenant.tenant().name(), "version", "1"),
        "instructions",
        "Answers questions from the documents of " + tenant.tenant().name() + ".");
  }

  private void tool(Object id, Map<String, Object> params, AsyncResponse response) {
    Map<String, Object> arguments = arguments(params);
    String name = String.valueOf(params.get("name"));
    try {
      switch (name) {
        case "search" -> response.resume(Rpc.result(id, search(arguments)));
        case "list_documents" -> response.resume(Rpc.result(id, documents(arguments)));
        case "ask" -> {
          Asked asked = asked(arguments);
          asking.whole(
              () -> asked,
              response,
              answer -> Rpc.result(id, Tools.answer(answer)),
              problem -> Rpc.result(id, Tools.failed(problem)));
        }
        default ->
            response.resume(Rpc.error(id, Rpc.INVALID_PARAMS, "There is no such tool here."));
      }
    } catch (Problem problem) {
      response.resume(Rpc.result(id, Tools.failed(problem)));
    }
  }

  private Object search(Map<String, Object> arguments) {
    Question question = Question.of(Tools.required(arguments, "query"), Tools.passages(arguments));
    List<Passage> found = retriever.find(tenant.tenant(), question);
    audit.later("search", "", found.size());
    return Tools.passages(found);
  }

  private Object documents(Map<String, Object> arguments) {
    if (!caller.get().scopes().contains(Scope.DOCUMENTS_READ)) {
      throw Problem.badRequest("The credential may not list documents.");
    }
    Filter ready = Filter.with(DocumentStatus.READY);
    int limit = Tools.documents(arguments);
    List<Document> found =
        library.list(tenant.id(), new DocumentQuery(ready, Order.NEWEST, null, limit));
    found = found.subList(0, Math.min(limit, found.size()));
    audit.later("document.listed", "", found.size());
    return Tools.documents(found);
  }

  private static Asked asked(Map<String, Object> arguments) {
    String session = arguments.get("session_id") instanceof String name ? name : null;
    String assistant = arguments.get("assistant") instanceof String id ? id : null;
    ChatRequest request =
        new ChatRequest(
            null,
            session,
            Tools.required(arguments, "message"),
            null,
            null,
            null,
            null,
            false,
            null,
            assistant);
    return Asked.of(request).by("mcp");
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> arguments(Map<String, Object> params) {
    return params.get("arguments") instanceof Map<?, ?> given
        ? (Map<String, Object>) given
        : Map.of();
  }
}
