package org.concierge.evaluation;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.concierge.access.Requires;
import org.concierge.access.Scope;
import org.concierge.access.TenantBound;
import org.concierge.access.TenantSelecting;
import org.concierge.audit.RequestAudit;
import org.concierge.evaluation.QuestionSets.Judgement;
import org.concierge.judging.Expectation;
import org.concierge.judging.JudgedQuestion;
import org.concierge.problem.Bodies;
import org.concierge.problem.Ids;
import org.concierge.tenant.TenantContext;

/** The tenant's question sets. */
@Path("evals")
@RequestScoped
@TenantBound
@Produces(MediaType.APPLICATION_JSON)
@Requires(Scope.SETTINGS)
public class EvalsResource {
  private QuestionSets sets;
  private Adopting adopting;
  private TenantContext tenant;
  private RequestAudit audit;

  public EvalsResource() {}

  @Inject
  public EvalsResource(
      QuestionSets sets, Adopting adopting, TenantContext tenant, RequestAudit audit) {
    this.sets = sets;
    this.adopting = adopting;
    this.tenant = tenant;
    this.audit = audit;
  }

  /** By name; all on one page. */
  public record SetList(List<QuestionSet> items, String nextCursor) {}

  /** In their order; all on one page. */
  public record QuestionList(List<JudgedQuestion> items, String nextCursor) {}

  /**
   * A set to be made, of questions or of the texts of a benchmark's files.
   *
   * @param queries one JSON object a line: {@code id}, {@code text}
   * @param qrels query, place and grade, separated by tabs
   * @param answers one JSON object a line: {@code id} and {@code answers} or {@code answer}
   */
  public record NewSet(
      String tenantId,
      String name,
      List<JudgedQuestion> questions,
      String queries,
      String qrels,
      String answers)
      implements TenantSelecting {}

  /** What can be changed of a set. */
  public record SetChange(String tenantId, String name, Boolean gate) implements TenantSelecting {}

  /**
   * A question to be added or changed.
   *
   * @param turnId of a turn whose question it is
   */
  public record QuestionBody(
      String tenantId,
      UUID turnId,
      String question,
      List<Expectation> expected,
      List<String> answers,
      Boolean unanswerable)
      implements TenantSelecting {}

  @GET
  public SetList list() {
    List<QuestionSet> found = sets.list(tenant.id());
    audit.later("eval.listed", "", found.size());
    return new SetList(found, null);
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response create(NewSet body) {
    NewSet wanted = Bodies.present(body);
    QuestionSet set =
        wanted.queries() == null
            ? sets.create(
                tenant.id(),
                wanted.name(),
                wanted.questions() == null ? List.of() : wanted.questions())
            : sets.read(
                tenant.id(),
                wanted.name(),
                wanted.queries(),
                orEmpty(wanted.qrels()),
                orEmpty(wanted.answers()));
    audit.record("eval.created", set.id().toString(), Map.of("questions", set.questions()));
    return Response.status(Response.Status.CREATED).entity(set).build();
  }

  @GET
  @Path("{id}")
  public QuestionSet get(@PathParam("id") String id) {
    QuestionSet set = sets.get(tenant.id(), set(id));
    audit.later("eval.read", set.id().toString(), 1);
    return set;
  }

  @PATCH
  @Path("{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  public QuestionSet change(@PathParam("id") String id, SetChange body) {
    SetChange wanted = Bodies.present(body);
    QuestionSet set = sets.change(tenant.id(), set(id), wanted.name(), wanted.gate());
    audit.record("eval.changed", set.id().toString(), Map.of("gate", set.gate()));
    return set;
  }

  @DELETE
  @Path("{id}")
  public void delete(@PathParam("id") String id) {
    sets.delete(tenant.id(), set(id));
    audit.record("eval.deleted", set(id).toString(), Map.of());
  }

  @GET
  @Path("{id}/questions")
  public QuestionList questions(@PathParam("id") String id) {
    List<JudgedQuestion> found = sets.questions(tenant.id(), set(id));
    audit.later("eval.read", set(id).toString(), found.size());
    return new QuestionList(found, null);
  }

  @POST
  @Path("{id}/questions")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response add(@PathParam("id") String id, QuestionBody body) {
    QuestionBody wanted = Bodies.present(body);
    String text =
        wanted.turnId() == null
            ? wanted.question()
            : adopting.question(audit.caller(), wanted.turnId());
    JudgedQuestion added =
        sets.add(
            tenant.id(),
            set(id),
            new JudgedQuestion(
                null, "", text, wanted.expected(), wanted.answers(), wanted.unanswerable()));
    audit.record("eval.question_added", set(id).toString(), Map.of("question", added.id()));
    return Response.status(Response.Status.CREATED).entity(added).build();
  }

  @PATCH
  @Path("questions/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  public JudgedQuestion judge(@PathParam("id") String id, QuestionBody body) {
    QuestionBody wanted = Bodies.present(body);
    JudgedQuestion question =
        sets.judge(
            tenant.id(),
            Ids.parse(id, "question"),
            new Judgement(
                wanted.question(), wanted.expected(), wanted.answers(), wanted.unanswerable()));
    audit.record("eval.question_judged", question.id().toString(), Map.of());
    return question;
  }

  @DELETE
  @Path("questions/{id}")
  public void deleteQuestion(@PathParam("id") String id) {
    UUID question = Ids.parse(id, "question");
    sets.deleteQuestion(tenant.id(), question);
    audit.record("eval.question_deleted", question.toString(), Map.of());
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text;
  }

  private static UUID set(String id) {
    return Ids.parse(id, "question set");
  }
}
