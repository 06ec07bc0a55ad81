package org.concierge.settings;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The settings that a tenant's administrators change themselves. What else its file holds is the
 * operator's: where its rows are, what it has bought, whose logs are written where.
 */
final class SettingKeys {
  private static final String MODEL =
      "LLM_PROVIDER OPENAI_API_KEY OPENAI_BASE_URL OPENAI_MODEL ANTHROPIC_API_KEY"
          + " ANTHROPIC_BASE_URL CLAUDE_MODEL LLM_TEMPERATURE LLM_MAX_TOKENS LLM_TIMEOUT_SECONDS"
          + " SYSTEM_PROMPT MODEL_PRICES TOKENS_PER_DAY TOKENS_PER_MONTH COST_PER_DAY"
          + " COST_PER_MONTH";

  private static final String PEOPLE =
      "TENANT_NAME TENANT_LANGUAGE CHAT_AUTH ALLOWED_ORIGINS ADMIN_READS_CHATS"
          + " KEEP_CONVERSATIONS_DAYS"
          + " SHARE_USER_WITH_MODEL REQUESTS_PER_MINUTE_USER OIDC_ISSUER OIDC_CLIENT_ID"
          + " OIDC_CLIENT_SECRET OIDC_ROLE_CLAIM OIDC_GROUPS_CLAIM OIDC_ALLOWED_DOMAINS"
          + " OIDC_DEFAULT_ROLE OIDC_PROTOCOL";

  private static final String DOCUMENTS =
      "HOLD_SUSPICIOUS URL_IMPORT URL_IMPORT_HOSTS TRANSCRIPTION_BASE_URL TRANSCRIPTION_API_KEY"
          + " TRANSCRIPTION_MODEL OCR_LANGUAGES CHUNK_TOKENS CHUNK_MAX_TOKENS";

  private static final String DOORS =
      "ENDPOINT_CHAT_ENABLED ENDPOINT_CUSTOMER_CHAT_ENABLED ENDPOINT_WIDGET_CONFIG_ENABLED"
          + " ENDPOINT_UPLOAD_ENABLED ENDPOINT_MEDIA_INFO_ENABLED ENDPOINT_API_DEBUG_ENABLED"
          + " API_DEBUG_LOGGING_ENABLED API_DEBUG_USERNAME API_DEBUG_PASSWORD";

  /** In the order in which they are shown. */
  static final List<String> ALL =
      Stream.of(MODEL, PEOPLE, DOCUMENTS, DOORS)
          .flatMap(group -> Stream.of(group.split(" ")))
          .toList();

  /** A secret goes where its address says: whoever changes the one has to know the other. */
  static final Map<String, String> SENT_TO =
      Map.of(
          "OPENAI_BASE_URL", "OPENAI_API_KEY",
          "ANTHROPIC_BASE_URL", "ANTHROPIC_API_KEY",
          "TRANSCRIPTION_BASE_URL", "TRANSCRIPTION_API_KEY",
          "OIDC_ISSUER", "OIDC_CLIENT_SECRET");

  private SettingKeys() {}

  /** Never shown again. */
  static boolean isSecret(String key) {
    return key.matches(".*_(KEY|PASSWORD|SECRET)");
  }
}
