package org.concierge.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.function.Consumer;
import org.concierge.custody.Manifest;
import org.concierge.tenant.TenantId;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How a command says what it did: in words, or with {@code --json} as the REST API would. */
final class Output {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .serializationInclusion(JsonInclude.Include.NON_NULL)
          .addModule(
              new SimpleModule()
                  .addSerializer(Instant.class, ToStringSerializer.instance)
                  .addSerializer(TenantId.class, ToStringSerializer.instance)
                  .addDeserializer(
                      Instant.class,
                      new StdDeserializer<>(Instant.class) {
                        private static final long serialVersionUID = 1L;

                        @Override
                        public Instant deserialize(JsonParser parser, DeserializationContext in)
                            throws IOException {
                          return Instant.parse(parser.getText());
                        }
                      }))
          .build();

  /** Manifests as the archives hold them. */
  static final Manifest.Json MANIFESTS =
      new Manifest.Json() {
        @Override
        public String write(Manifest manifest) {
          return json(manifest);
        }

        @Override
        public Manifest read(String json) {
          try {
            return JSON.readValue(json, Manifest.class);
          } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("That is no manifest.", e);
          }
        }
      };

  @Option(names = "--json", description = "Print JSON, for programs.")
  private boolean json;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  /** Prints a record, list or map; in words only if no JSON was asked for. */
  void print(Object result, Consumer<PrintWriter> words) {
    PrintWriter out = command.commandLine().getOut();
    if (!json) {
      words.accept(out);
    } else {
      out.println(json(result));
    }
    out.flush();
  }

  /** As {@code --json} prints it. */
  static String json(Object result) {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(result);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A bar for a person who watches. */
  ProgressBar bar(int total) {
    boolean watched = !json && System.console() != null;
    return new ProgressBar(watched ? command.commandLine().getOut() : null, total);
  }

  /** Something on the way that a person wants to see and a program does not. */
  void progress(String line) {
    if (!json) {
      PrintWriter out = command.commandLine().getOut();
      out.println(line);
      out.flush();
    }
  }
}
