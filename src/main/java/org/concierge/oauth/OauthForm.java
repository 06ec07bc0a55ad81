package org.concierge.oauth;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.concierge.access.Scope;
import org.concierge.oauth.OauthProblem.Code;

/** The parameters of a request after RFC 6749: each once at most, and empty is absent. */
final class OauthForm {
  private static final int MAX_LENGTH = 8 * 1024;
  private static final int MAX_BODY = 32 * 1024;

  private final Map<String, List<String>> parameters;

  OauthForm(Map<String, List<String>> parameters) {
    this.parameters = parameters;
  }

  /**
   * From the body of a form. Anybody may send one, so a long one is not even read.
   *
   * @throws OauthProblem invalid_request if it is too long, or not encoded as it should be
   */
  static OauthForm read(InputStream body) throws IOException {
    byte[] bytes = body.readNBytes(MAX_BODY + 1);
    if (bytes.length > MAX_BODY) {
      throw new OauthProblem(Code.INVALID_REQUEST, "The form is too long.");
    }
    Map<String, List<String>> parameters = new HashMap<>();
    try {
      for (String pair : new String(bytes, StandardCharsets.UTF_8).split("&")) {
        String[] parts = pair.split("=", 2);
        parameters
            .computeIfAbsent(decoded(parts[0]), name -> new ArrayList<>())
            .add(parts.length == 1 ? "" : decoded(parts[1]));
      }
    } catch (IllegalArgumentException e) {
      throw new OauthProblem(Code.INVALID_REQUEST, "The form is not encoded as it should be.");
    }
    return new OauthForm(parameters);
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  /**
   * @throws OauthProblem invalid_request if it comes twice
   */
  Optional<String> find(String name) {
    List<String> values = parameters.getOrDefault(name, List.of());
    if (values.size() > 1 || values.stream().anyMatch(value -> value.length() > MAX_LENGTH)) {
      throw new OauthProblem(Code.INVALID_REQUEST, name + " must come once, and be short.");
    }
    return values.stream().filter(value -> !value.isEmpty()).findFirst();
  }

  String get(String name) {
    return find(name)
        .orElseThrow(() -> new OauthProblem(Code.INVALID_REQUEST, name + " is missing."));
  }

  /**
   * The scopes that are asked for.
   *
   * @param allowed what is given at most, and if nothing is asked for
   * @throws OauthProblem invalid_scope for one that is not among those
   */
  Set<Scope> scopes(Set<Scope> allowed) {
    Optional<String> asked = find("scope");
    if (asked.isEmpty()) {
      return common(allowed, allowed);
    }
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    for (String wire : asked.get().split(" ")) {
      scopes.add(
          Scope.parse(wire)
              .filter(allowed::contains)
              .orElseThrow(
                  () ->
                      new OauthProblem(
                          Code.INVALID_SCOPE, "A scope is unknown, or not to be had here.")));
    }
    return common(scopes, allowed);
  }

  /**
   * What both have.
   *
   * @throws OauthProblem invalid_scope if that is nothing
   */
  static Set<Scope> common(Set<Scope> some, Set<Scope> others) {
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    scopes.addAll(some);
    scopes.retainAll(others);
    if (scopes.isEmpty()) {
      throw new OauthProblem(Code.INVALID_SCOPE, "There is no scope to be had here.");
    }
    return scopes;
  }
}
