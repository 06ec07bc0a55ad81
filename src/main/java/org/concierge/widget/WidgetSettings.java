package org.concierge.widget;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * What an administrator says about a widget.
 *
 * @param origins of the pages that may use it, as browsers send them; none: nobody may
 * @param title in its head
 * @param questions suggested ones
 * @param consent what a visitor agrees to before the first question; "" for nothing
 * @param privacyUrl "" for none
 * @param logoUrl "" for none
 * @param colour {@code #rrggbb}
 * @param launcher whether it shows a button that opens it; otherwise the page does that
 * @param language BCP 47; "" for the browser's
 * @param inquiries whether visitors may leave a question for a person
 * @param notifyEmail whom a mail tells that there is a new inquiry; "" for nobody
 * @param tags answers come from documents that carry each of these
 * @param instructions shown to the model behind the tenant's own; "" for none
 * @param perAddress questions a minute from one address; 0 for any number
 * @param perMinute questions a minute from all; 0 for any number
 * @param identityKey the API key whose program vouches for the people on its pages
 */
public record WidgetSettings(
    Kind kind,
    String name,
    List<String> origins,
    String title,
    String greeting,
    List<String> questions,
    String consent,
    String privacyUrl,
    String logoUrl,
    String colour,
    Theme theme,
    Position position,
    boolean launcher,
    String language,
    Sources sources,
    boolean inquiries,
    String notifyEmail,
    List<String> tags,
    String instructions,
    int perAddress,
    int perMinute,
    Optional<UUID> identityKey) {

  /** Whose questions it takes. */
  public enum Kind {
    /** Those of the tenant's own people, on internal pages. */
    CHAT,
    /** Anybody's, on public pages; from public documents. */
    CUSTOMER
  }

  /** How it looks. */
  public enum Theme {
    /** As the reader's system does. */
    AUTO,
    LIGHT,
    DARK
  }

  /** The lower corner where it stands, in the direction of reading. */
  public enum Position {
    END,
    START
  }

  /** What is shown of the passages that an answer rests on. */
  public enum Sources {
    PASSAGES,
    TITLES,
    NONE
  }

  public WidgetSettings {
    origins = List.copyOf(origins);
    questions = List.copyOf(questions);
    tags = List.copyOf(tags);
  }

  /** Of a widget that nothing else is said about; no page may use it yet. */
  public static final WidgetSettings USUAL =
      new WidgetSettings(
          Kind.CUSTOMER,
          "Widget",
          List.of(),
          "",
          "",
          List.of(),
          "",
          "",
          "",
          "#1f5fbf",
          Theme.AUTO,
          Position.END,
          true,
          "",
          Sources.PASSAGES,
          true,
          "",
          List.of(),
          "",
          20,
          600,
          Optional.empty());

  /** A choice as it is written in JSON. */
  public static String wire(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT);
  }

  /** The same for pages of these origins. */
  public WidgetSettings on(List<String> pages) {
    return new WidgetSettings(
        kind,
        name,
        pages,
        title,
        greeting,
        questions,
        consent,
        privacyUrl,
        logoUrl,
        colour,
        theme,
        position,
        launcher,
        language,
        sources,
        inquiries,
        notifyEmail,
        tags,
        instructions,
        perAddress,
        perMinute,
        identityKey);
  }
}
