package org.concierge.prompt;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.concierge.problem.Problem;
import org.concierge.tenant.Secret;
import org.concierge.tenant.Tenant;

/** Keeps credentials out of what is sent to a model: whoever asks it well may be told them. */
public final class SecretTexts {
  /** Shorter ones would forbid ordinary words. */
  private static final int MIN_LENGTH = 8;

  private static final Pattern KEY =
      Pattern.compile(
          "\\b(?:ck|sk|pk|rk|ghp|gho|xox[abp])[-_][A-Za-z0-9_-]{16,}|\\bAKIA[A-Z0-9]{16}\\b"
              + "|-----BEGIN [A-Z ]*PRIVATE KEY-----"
              + "|\\beyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{10,}\\.");

  private SecretTexts() {}

  /**
   * @throws Problem BAD_REQUEST if the text holds one of the tenant's secrets, or what looks like
   *     anybody's
   */
  static void check(String text, Tenant tenant) {
    if (isIn(text, tenant)) {
      throw Problem.badRequest("\"text\" holds a key or a password: the model could tell it.");
    }
  }

  /** Whether the text holds one of the tenant's secrets, or what looks like anybody's. */
  public static boolean isIn(String text, Tenant tenant) {
    return looksLikeOne(text) || secrets(tenant).stream().anyMatch(text::contains);
  }

  /** Whether something in the text has the form of a credential. */
  public static boolean looksLikeOne(String text) {
    return KEY.matcher(text).find();
  }

  private static List<String> secrets(Tenant tenant) {
    List<Secret> secrets = new ArrayList<>(tenant.importedKeys().values());
    secrets.add(tenant.model().apiKey());
    secrets.add(tenant.embedding().apiKey());
    secrets.add(tenant.imports().transcription().key());
    tenant.database().password().ifPresent(secrets::add);
    tenant.administrator().map(Tenant.Administrator::password).ifPresent(secrets::add);
    tenant
        .mail()
        .flatMap(Tenant.MailServer::login)
        .map(Tenant.MailServer.Login::password)
        .ifPresent(secrets::add);
    return secrets.stream()
        .map(Secret::value)
        .map(Optional::ofNullable)
        .flatMap(Optional::stream)
        .filter(value -> value.length() >= MIN_LENGTH)
        .toList();
  }
}
