package org.concierge.tenant;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.concierge.tenant.SettingsFile.BadValue;

/**
 * What a tenant takes in besides uploads, and what is done with it first.
 *
 * @param urls whether documents can be fetched from addresses
 * @param hosts of those addresses; empty: any public one. One that begins with a dot stands for all
 *     names that end so
 */
public record ImportSettings(
    boolean urls, Set<String> hosts, Transcription transcription, VirusScan virusScan) {
  private static final Pattern HOST =
      Pattern.compile("\\.?[a-z0-9-]+(\\.[a-z0-9-]+)*|\\[[0-9a-f:.]+]");

  /** Whether files are looked through for viruses before they are read. */
  public enum VirusScan {
    /** No file is read that was not looked through. */
    REQUIRED,
    /** Where the installation has a scanner. */
    IF_AVAILABLE,
    OFF
  }

  /**
   * Who writes down what is said in a recording.
   *
   * @param key empty: nobody, unless there is an address
   */
  public record Transcription(URI baseUrl, Secret key, String model) {
    private static final URI OPENAI = URI.create("https://api.openai.com/v1");

    /** Without a key only a server of the tenant's own choice can be asked. */
    public boolean isConfigured() {
      return !key.isEmpty() || !baseUrl.equals(OPENAI);
    }
  }

  static ImportSettings read(SettingsFile file) throws BadValue {
    Optional<String> ownKey = file.text("TRANSCRIPTION_API_KEY");
    Optional<URI> ownUrl = file.httpUrl("TRANSCRIPTION_BASE_URL");
    // The key of one provider is not shown to another.
    Optional<String> key = ownUrl.isPresent() ? ownKey : ownKey.or(() -> openAiKey(file));
    return new ImportSettings(
        file.oneOf("URL_IMPORT", List.of("on", "off"), "on").equals("on"),
        hosts(file),
        new Transcription(
            ownUrl.or(() -> openAiUrl(file)).orElse(Transcription.OPENAI),
            new Secret(key.orElse("")),
            file.text("TRANSCRIPTION_MODEL").orElse("whisper-1")),
        VirusScan.valueOf(
            file.oneOf("VIRUS_SCAN", List.of("required", "if-available", "off"), "if-available")
                .replace('-', '_')
                .toUpperCase(Locale.ROOT)));
  }

  private static Optional<String> openAiKey(SettingsFile file) {
    return file.text("OPENAI_API_KEY");
  }

  /** A bad one is told where the model is read. */
  private static Optional<URI> openAiUrl(SettingsFile file) {
    try {
      return file.httpUrl("OPENAI_BASE_URL");
    } catch (BadValue e) {
      return Optional.empty();
    }
  }

  private static Set<String> hosts(SettingsFile file) throws BadValue {
    Set<String> hosts =
        file.text("URL_IMPORT_HOSTS").stream()
            .flatMap(text -> Arrays.stream(text.toLowerCase(Locale.ROOT).strip().split("[\\s,]+")))
            .map(host -> host.startsWith("*.") ? host.substring(1) : host)
            .collect(Collectors.toUnmodifiableSet());
    if (!hosts.stream().allMatch(host -> HOST.matcher(host).matches())) {
      throw file.bad("URL_IMPORT_HOSTS", "must be hosts such as www.example.com or *.example.com");
    }
    return hosts;
  }

  /** Whether a document may be fetched from the host. */
  public boolean allows(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    return hosts.isEmpty()
        || hosts.contains(name)
        || hosts.stream().anyMatch(end -> end.startsWith(".") && name.endsWith(end));
  }
}
