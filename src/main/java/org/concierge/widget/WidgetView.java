package org.concierge.widget;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A widget on the wire, as its administrators see it. */
public record WidgetView(
    UUID id,
    String key,
    int version,
    String kind,
    String name,
    List<String> allowedOrigins,
    String title,
    String greeting,
    List<String> suggestedQuestions,
    String consent,
    String privacyUrl,
    String logoUrl,
    String colour,
    String theme,
    String position,
    boolean launcher,
    String language,
    String sources,
    boolean inquiries,
    String notifyEmail,
    List<String> tags,
    String instructions,
    int perAddress,
    int perMinute,
    UUID identityKey,
    Instant createdAt,
    Instant updatedAt,
    String updatedBy) {

  static WidgetView of(Widget widget) {
    WidgetSettings settings = widget.settings();
    return new WidgetView(
        widget.id(),
        widget.key(),
        widget.version(),
        WidgetSettings.wire(settings.kind()),
        settings.name(),
        settings.origins(),
        settings.title(),
        settings.greeting(),
        settings.questions(),
        settings.consent(),
        settings.privacyUrl(),
        settings.logoUrl(),
        settings.colour(),
        WidgetSettings.wire(settings.theme()),
        WidgetSettings.wire(settings.position()),
        settings.launcher(),
        settings.language(),
        WidgetSettings.wire(settings.sources()),
        settings.inquiries(),
        settings.notifyEmail(),
        settings.tags(),
        settings.instructions(),
        settings.perAddress(),
        settings.perMinute(),
        settings.identityKey().orElse(null),
        widget.createdAt(),
        widget.updatedAt(),
        widget.updatedBy());
  }
}
