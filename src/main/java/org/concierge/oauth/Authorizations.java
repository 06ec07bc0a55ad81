package org.concierge.oauth;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.concierge.access.Caller;
import org.concierge.access.Principal;
import org.concierge.access.Role;
import org.concierge.audit.Audit;
import org.concierge.oauth.OauthProblem.Code;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.TenantScope;

/**
 * A person lets a program in: asked by it (RFC 6749, code flow with PKCE), answered on a page of
 * ours, sent back to it with a code. Thread safe.
 */
public final class Authorizations {
  private static final Duration TO_ANSWER = Duration.ofMinutes(10);
  private static final Duration CODE_LIFETIME = Duration.ofSeconds(60);

  /** A code that comes again is noticed so long. */
  private static final Duration REMEMBERED = Duration.ofDays(30);

  private final AuthorizationRepository repository;
  private final OauthClients clients;
  private final Audit audit;
  private final String issuer;
  private final Clock clock;

  /** What a person is asked, in words. */
  public record Question(AuthorizationRequest request, OauthClient client) {}

  /**
   * @param issuer told to the program with each answer (RFC 9207)
   */
  public Authorizations(
      AuthorizationRepository repository,
      OauthClients clients,
      Audit audit,
      String issuer,
      Clock clock) {
    this.repository = repository;
    this.clients = clients;
    this.audit = audit;
    this.issuer = issuer;
    this.clock = clock;
  }

  /**
   * Takes a program's question to the person who is logged in.
   *
   * @return where the browser goes: to our page that asks, or back to the program with a refusal
   * @throws Problem BAD_REQUEST if it is not certain that the program asks: then nothing is sent
   *     anywhere
   */
  URI ask(Principal person, OauthForm form) {
    OauthClient client = client(person.tenant(), form);
    String redirectUri = certain(() -> form.get("redirect_uri"));
    if (!client.redirectUris().contains(redirectUri)) {
      throw Problem.badRequest("This program is not known at that redirect_uri.");
    }
    try {
      AuthorizationRequest request = request(person, client, redirectUri, form);
      Instant now = clock.instant();
      in(
          person.tenant(),
          () -> {
            repository.insert(request, now.plus(TO_ANSWER), now.minus(REMEMBERED));
            return null;
          });
      return URI.create("/dashboard/consent.xhtml?request=" + request.id());
    } catch (OauthProblem problem) {
      Optional<String> state = certain(() -> form.find("state"));
      return answer(
          redirectUri,
          state,
          "error="
              + problem.code().wire()
              + "&error_description="
              + encoded(problem.description()));
    }
  }

  private OauthClient client(TenantId tenant, OauthForm form) {
    return clients
        .find(tenant, certain(() -> form.get("client_id")))
        .orElseThrow(() -> Problem.badRequest("Your organisation does not know this program."));
  }

  private static AuthorizationRequest request(
      Principal person, OauthClient client, String redirectUri, OauthForm form) {
    if (!form.get("response_type").equals("code")) {
      throw new OauthProblem(Code.UNSUPPORTED_RESPONSE_TYPE, "response_type must be code.");
    }
    String challenge = form.get("code_challenge");
    if (!form.get("code_challenge_method").equals(Pkce.METHOD) || !Pkce.isChallenge(challenge)) {
      throw new OauthProblem(
          Code.INVALID_REQUEST, "code_challenge must be of the method " + Pkce.METHOD + ".");
    }
    return new AuthorizationRequest(
        UUID.randomUUID(),
        person.tenant(),
        person.id(),
        client.id(),
        redirectUri,
        challenge,
        // Without a word about scopes a program gets what a member has, not all of an
        // administrator.
        form.find("scope").isPresent()
            ? form.scopes(person.scopes())
            : OauthForm.common(person.scopes(), Role.MEMBER.scopes()),
        form.find("state"));
  }

  /**
   * What this person is asked.
   *
   * @throws Problem NOT_FOUND if it is another's question, an old one, or answered
   */
  public Question question(Principal person, UUID id) {
    return in(
            person.tenant(),
            () -> repository.open(person.tenant(), person.id(), id, clock.instant()))
        .flatMap(
            request ->
                clients
                    .find(person.tenant(), request.client())
                    .map(client -> new Question(request, client)))
        .orElseThrow(() -> Problem.notFound("request"));
  }

  /**
   * The person says yes.
   *
   * @return where the browser goes, with a code that is good for a minute
   * @throws Problem NOT_FOUND as for the question
   */
  public URI approve(Principal person, Caller by, UUID id) {
    AuthorizationRequest request = question(person, id).request();
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    String code = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    Instant until = clock.instant().plus(CODE_LIFETIME);
    if (!in(person.tenant(), () -> repository.approve(request, Pkce.sha256(code), until))) {
      throw new Problem(ProblemType.CONFLICT, "This was answered already.");
    }
    audit.record(by, "client.allowed", request.client(), Map.of());
    return answer(request.redirectUri(), request.state(), "code=" + code);
  }

  /** The person says no. */
  public URI deny(Principal person, Caller by, UUID id) {
    AuthorizationRequest request = question(person, id).request();
    in(person.tenant(), () -> repository.delete(request));
    audit.record(by, "client.denied", request.client(), Map.of());
    return answer(request.redirectUri(), request.state(), "error=" + Code.ACCESS_DENIED.wire());
  }

  private URI answer(String redirectUri, Optional<String> state, String parameters) {
    return URI.create(
        redirectUri
            + (redirectUri.contains("?") ? "&" : "?")
            + parameters
            + state.map(text -> "&state=" + encoded(text)).orElse("")
            + "&iss="
            + encoded(issuer));
  }

  /** What cannot be sent back to the program is told to the person. */
  private static <T> T certain(Supplier<T> parameter) {
    try {
      return parameter.get();
    } catch (OauthProblem problem) {
      throw Problem.badRequest(problem.description());
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static <T> T in(TenantId tenant, Supplier<T> work) {
    return TenantScope.get(tenant, work);
  }
}
