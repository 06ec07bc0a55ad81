package org.concierge.console;

import java.util.Arrays;
import java.util.List;

/**
 * Settings that are changed together, in the order in which they are shown.
 *
 * @param name the end of the key of its heading
 */
public record SettingGroup(String name, List<Field> fields) {
  private static final String[] YES_OR_NO = {"true", "false"};

  /** All groups there are. */
  static final List<SettingGroup> ALL =
      List.of(
          group(
              "model",
              choice("LLM_PROVIDER", "openai", "anthropic", "quote"),
              secret("OPENAI_API_KEY"),
              line("OPENAI_BASE_URL"),
              line("OPENAI_MODEL"),
              secret("ANTHROPIC_API_KEY"),
              line("ANTHROPIC_BASE_URL"),
              line("CLAUDE_MODEL"),
              line("LLM_TEMPERATURE"),
              line("LLM_MAX_TOKENS"),
              line("LLM_TIMEOUT_SECONDS"),
              new Field("SYSTEM_PROMPT", "lines")),
          group(
              "budget",
              line("MODEL_PRICES"),
              line("TOKENS_PER_DAY"),
              line("TOKENS_PER_MONTH"),
              line("COST_PER_DAY"),
              line("COST_PER_MONTH")),
          group(
              "company",
              line("TENANT_NAME"),
              choice("TENANT_LANGUAGE", "en", "de"),
              choice("CHAT_AUTH", "key", "user", "public"),
              line("ALLOWED_ORIGINS"),
              choice("ADMIN_READS_CHATS", YES_OR_NO),
              line("KEEP_CONVERSATIONS_DAYS"),
              choice("SHARE_USER_WITH_MODEL", YES_OR_NO),
              line("REQUESTS_PER_MINUTE_USER")),
          group(
              "sso",
              line("OIDC_ISSUER"),
              line("OIDC_CLIENT_ID"),
              secret("OIDC_CLIENT_SECRET"),
              choice("OIDC_PROTOCOL", "openid", "github"),
              line("OIDC_ROLE_CLAIM"),
              line("OIDC_GROUPS_CLAIM"),
              line("OIDC_ALLOWED_DOMAINS"),
              choice("OIDC_DEFAULT_ROLE", "member", "viewer", "none")),
          group(
              "documents",
              choice("HOLD_SUSPICIOUS", YES_OR_NO),
              choice("URL_IMPORT", "on", "off"),
              line("URL_IMPORT_HOSTS"),
              line("TRANSCRIPTION_BASE_URL"),
              secret("TRANSCRIPTION_API_KEY"),
              line("TRANSCRIPTION_MODEL"),
              line("OCR_LANGUAGES"),
              line("CHUNK_TOKENS"),
              line("CHUNK_MAX_TOKENS")),
          group(
              "doors",
              choice("ENDPOINT_CHAT_ENABLED", YES_OR_NO),
              choice("ENDPOINT_CUSTOMER_CHAT_ENABLED", YES_OR_NO),
              choice("ENDPOINT_WIDGET_CONFIG_ENABLED", YES_OR_NO),
              choice("ENDPOINT_UPLOAD_ENABLED", YES_OR_NO),
              choice("ENDPOINT_MEDIA_INFO_ENABLED", YES_OR_NO),
              choice("ENDPOINT_API_DEBUG_ENABLED", YES_OR_NO),
              choice("API_DEBUG_LOGGING_ENABLED", YES_OR_NO),
              line("API_DEBUG_USERNAME"),
              secret("API_DEBUG_PASSWORD")));

  /**
   * Where one setting is typed.
   *
   * @param kind line, lines, choice or secret
   * @param choices of a choice, as they stand in the file; empty for the others
   */
  public record Field(String key, String kind, List<String> choices) {
    public Field {
      choices = List.copyOf(choices);
    }

    Field(String key, String kind) {
      this(key, kind, List.of());
    }
  }

  public SettingGroup {
    fields = List.copyOf(fields);
  }

  private static SettingGroup group(String name, Field... fields) {
    return new SettingGroup(name, Arrays.asList(fields));
  }

  private static Field line(String key) {
    return new Field(key, "line");
  }

  private static Field secret(String key) {
    return new Field(key, "secret");
  }

  private static Field choice(String key, String... choices) {
    return new Field(key, "choice", List.of(choices));
  }
}
