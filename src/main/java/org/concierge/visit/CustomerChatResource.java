package org.concierge.visit;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.concierge.access.Public;
import org.concierge.access.ReaderScope;
import org.concierge.chat.Asked;
import org.concierge.chat.Asking;
import org.concierge.chat.Asking.Behalf;
import org.concierge.chat.ChatRequest;
import org.concierge.problem.Bodies;
import org.concierge.tenant.TenantScope;
import org.concierge.widget.WidgetSettings;

/**
 * Questions from pages with a widget, and their answers: a visitor's from public documents, those
 * of one of the tenant's people from what they may read.
 */
@Path("customer-chat")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
public class CustomerChatResource {
  private static final String WHY =
      "visitors have no credential; their page's origin is checked, and only public documents answer";

  private Asking asking;
  private Visiting visiting;
  private WidgetTokens tokens;
  private HttpServletRequest request;

  public CustomerChatResource() {}

  @Inject
  public CustomerChatResource(
      Asking asking, Visiting visiting, WidgetTokens tokens, HttpServletRequest request) {
    this.asking = asking;
    this.visiting = visiting;
    this.tokens = tokens;
    this.request = request;
  }

  /**
   * A visitor's question.
   *
   * @param visitorId the secret that the page keeps for the visitor
   * @param assistant one that is open to whoever asks; null for none
   * @param sessionId a new conversation's is made here: without a secret it is what continues it
   */
  public record CustomerChatRequest(
      String tenantId,
      String widgetKey,
      String visitorId,
      String sessionId,
      String message,
      String assistant) {
    public CustomerChatRequest {
      sessionId =
          sessionId == null || sessionId.isEmpty() ? UUID.randomUUID().toString() : sessionId;
    }

    @Override
    public String toString() {
      return "CustomerChatRequest";
    }
  }

  @POST
  @Produces(MediaType.APPLICATION_JSON)
  @Public(WHY)
  public void answer(
      CustomerChatRequest body,
      @HeaderParam(WidgetTokens.HEADER) String token,
      @Suspended AsyncResponse response) {
    Visit visit = visit(body);
    Behalf behalf = behalf(visit, body, token);
    WidgetAnswers answers = new WidgetAnswers(visit.widget().settings().sources());
    inScope(behalf, () -> asking.whole(behalf, () -> asked(visit, body), response, answers::shown));
  }

  @POST
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @Public(WHY)
  public void stream(
      CustomerChatRequest body,
      @HeaderParam(WidgetTokens.HEADER) String token,
      @Context SseEventSink sink,
      @Context Sse sse) {
    Visit visit = visit(body);
    Behalf behalf = behalf(visit, body, token);
    WidgetAnswers answers = new WidgetAnswers(visit.widget().settings().sources());
    inScope(behalf, () -> asking.streamed(behalf, asked(visit, body), sink, sse, answers));
  }

  private Visit visit(CustomerChatRequest body) {
    CustomerChatRequest given = Bodies.present(body);
    return visiting.enter(Door.of(request, given.tenantId(), given.widgetKey()));
  }

  private Behalf behalf(Visit visit, CustomerChatRequest body, String token) {
    if (visit.widget().isInternal()) {
      // First who it is: strangers must not use up what employees may ask.
      Behalf person = tokens.behalf(visit, token);
      visiting.count(visit);
      return person;
    }
    visiting.count(visit);
    return new Behalf(
        visit.tenant(),
        Visitor.of(visit.widget(), body.visitorId(), body.sessionId()),
        () -> visiting.holds(visit));
  }

  private static Asked asked(Visit visit, CustomerChatRequest body) {
    WidgetSettings settings = visit.widget().settings();
    ChatRequest question =
        new ChatRequest(
            visit.tenant().id().value(),
            body.sessionId(),
            body.message(),
            Map.of(),
            List.of(),
            settings.tags(),
            List.of(),
            null,
            null,
            body.assistant());
    return new Asked(question, List.of(), settings.instructions(), "widget");
  }

  private static void inScope(Behalf behalf, Runnable work) {
    ReaderScope.get(
        behalf.principal().reader(),
        () -> {
          TenantScope.run(behalf.tenant().id(), work);
          return null;
        });
  }
}
