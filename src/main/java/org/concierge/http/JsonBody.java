package org.concierge.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import jakarta.enterprise.context.Dependent;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.time.Instant;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemBody;
import org.concierge.problem.ProblemType;

/**
 * JSON of our records, in snake_case and alike on every server. For records and not for any object:
 * the nearer type wins, and with the same type it would be a matter of luck whether this or the
 * server's own JSON is used. A dependent bean, since a proxy in front of it would declare no type
 * at all.
 */
@Provider
@Dependent
@Consumes(MediaType.APPLICATION_JSON)
@Produces({MediaType.APPLICATION_JSON, ProblemBody.MEDIA_TYPE})
public class JsonBody implements MessageBodyReader<Record>, MessageBodyWriter<Record> {
  /** A question and its filters have some kilobytes; files do not come as JSON. */
  private static final int MAX_BYTES = 1024 * 1024;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .serializationInclusion(JsonInclude.Include.NON_NULL)
          .annotationIntrospector(new Cursors())
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          // Two members of one name: which one a check has seen would be a matter of luck.
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .addModule(
              new SimpleModule()
                  .addSerializer(Instant.class, ToStringSerializer.instance)
                  .addDeserializer(String.class, new Text())
                  .addKeyDeserializer(String.class, new Name()))
          .build();

  /** A list always says where it goes on: with null on its last page. */
  private static final class Cursors extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1L;
    private static final JsonInclude.Value ALWAYS =
        JsonInclude.Value.construct(JsonInclude.Include.ALWAYS, JsonInclude.Include.ALWAYS);

    @Override
    public JsonInclude.Value findPropertyInclusion(Annotated member) {
      return member.getName().equals("nextCursor") ? ALWAYS : super.findPropertyInclusion(member);
    }
  }

  /** Text that can be stored: PostgreSQL holds every character but U+0000. */
  private static class Text extends StringDeserializer implements ContextualDeserializer {
    private static final long serialVersionUID = 1L;

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      return storable(super.deserialize(parser, context), context);
    }

    /** The values of a map are texts, however they are written: settings and metadata are so. */
    @Override
    public JsonDeserializer<?> createContextual(DeserializationContext in, BeanProperty member) {
      return member == null || member.getType().isMapLikeType() ? this : new OnlyText();
    }

    static String storable(String text, DeserializationContext context)
        throws JsonMappingException {
      if (text != null && text.indexOf('\0') >= 0) {
        throw JsonMappingException.from(context, "The character U+0000 cannot be stored.");
      }
      return text;
    }
  }

  /** A number is no text. */
  private static final class OnlyText extends Text {
    private static final long serialVersionUID = 1L;

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      if (parser.currentToken().isNumeric() || parser.currentToken().isBoolean()) {
        throw JsonMappingException.from(context, "A text is wanted here.");
      }
      return super.deserialize(parser, context);
    }
  }

  /** The name of a member of a map. */
  private static final class Name extends KeyDeserializer {
    @Override
    public Object deserializeKey(String key, DeserializationContext context) throws IOException {
      return Text.storable(key, context);
    }
  }

  @Override
  public boolean isReadable(
      Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
    return isOurs(type);
  }

  @Override
  public boolean isWriteable(
      Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
    return isOurs(type);
  }

  private static boolean isOurs(Class<?> type) {
    return type.getName().startsWith("org.concierge.");
  }

  @Override
  public Record readFrom(
      Class<Record> type,
      Type generic,
      Annotation[] annotations,
      MediaType media,
      MultivaluedMap<String, String> headers,
      InputStream in)
      throws IOException {
    if (announced(headers.getFirst("Content-Length")) > MAX_BYTES) {
      // Not read at all: who promises a gigabyte and sends it slowly would hold a thread as long.
      throw tooLarge();
    }
    byte[] body = in.readNBytes(MAX_BYTES + 1);
    if (body.length > MAX_BYTES) {
      throw tooLarge();
    }
    try {
      return MAPPER.readValue(new ByteArrayInputStream(body), type);
    } catch (IOException e) {
      // What is in memory can be read: it is its content that is wrong.
      throw new Problem(ProblemType.BAD_REQUEST, complaint(e), e);
    }
  }

  /** 0 if nothing is, or nothing that can be understood: the server has its own view of that. */
  private static long announced(String length) {
    try {
      return length == null ? 0 : Long.parseLong(length.strip());
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private static Problem tooLarge() {
    return new Problem(ProblemType.TOO_LARGE, "A JSON body may have 1 MB at most.");
  }

  /** Where it is wrong, not what stands there: that may be the text of a message. */
  private static String complaint(IOException e) {
    String where = "";
    if (e instanceof JsonProcessingException json && json.getLocation() != null) {
      where =
          " (line "
              + json.getLocation().getLineNr()
              + ", column "
              + json.getLocation().getColumnNr()
              + ")";
    }
    return "The body is not the JSON that is expected here" + where + ".";
  }

  @Override
  public void writeTo(
      Record body,
      Class<?> type,
      Type generic,
      Annotation[] annotations,
      MediaType media,
      MultivaluedMap<String, Object> headers,
      OutputStream out)
      throws IOException {
    out.write(MAPPER.writeValueAsBytes(body));
  }
}
