package org.concierge.oauth;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.concierge.access.Scope;
import org.concierge.oauth.OauthProblem.Code;

/** The parameters of a request after RFC 6749: each once at most, and empty is absent. */
final class OauthForm {
  private static final int MAX_LENGTH = 8 * 1024;

  private final Map<String, List<String>> parameters;

  OauthForm(Map<String, List<String>> parameters) {
    this.parameters = parameters;
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
    Set<Scope> scopes = asked.isEmpty() ? common(allowed, allowed) : EnumSet.noneOf(Scope.class);
    if (asked.isPresent()) {
      for (String wire : asked.get().split(" ")) {
        scopes.add(
            Scope.parse(wire)
                .filter(allowed::contains)
                .orElseThrow(
                    () ->
                        new OauthProblem(
                            Code.INVALID_SCOPE, "A scope is unknown, or not to be had here.")));
      }
    }
    return scopes;
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
