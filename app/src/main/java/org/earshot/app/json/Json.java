package org.earshot.app.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** Writes records as JSON for the API, the sockets and the CDRs. Any thread. */
public final class Json {
  private static final DateTimeFormatter UTC_MS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
  private static final ObjectMapper MAPPER = mapper();

  private Json() {}

  /** One line, without a line break. */
  public static String line(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("not a record of values: " + value.getClass(), e);
    }
  }

  /** What somebody sent. Throws where it is no JSON. */
  public static JsonNode read(String text) throws JsonProcessingException {
    return MAPPER.readTree(text);
  }

  /** A record as a tree, to which names can be added. */
  public static ObjectNode tree(Object value) {
    return MAPPER.valueToTree(value);
  }

  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** {@code 2026-11-21T02:00:00.000Z} */
  public static String time(Instant at) {
    return UTC_MS.format(at);
  }

  private static ObjectMapper mapper() {
    var module = new SimpleModule("earshot");
    module.addSerializer(Instant.class, new InstantAsText());
    module.addSerializer(Optional.class, new OptionalAsValue());
    module.addSerializer(Enum.class, new EnumAsWord());
    return new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).registerModule(module);
  }

  private static final class InstantAsText extends JsonSerializer<Instant> {
    @Override
    public void serialize(Instant at, JsonGenerator out, SerializerProvider provider) throws IOException {
      out.writeString(time(at));
    }
  }

  @SuppressWarnings("rawtypes")
  private static final class EnumAsWord extends JsonSerializer<Enum> {
    @Override
    public void serialize(Enum value, JsonGenerator out, SerializerProvider provider) throws IOException {
      out.writeString(value.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }
  }

  @SuppressWarnings("rawtypes")
  private static final class OptionalAsValue extends JsonSerializer<Optional> {
    @Override
    public void serialize(Optional value, JsonGenerator out, SerializerProvider provider) throws IOException {
      if (value.isPresent()) {
        provider.defaultSerializeValue(value.get(), out);
      } else {
        out.writeNull();
      }
    }
  }
}
