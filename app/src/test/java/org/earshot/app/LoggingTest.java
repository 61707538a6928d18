package org.earshot.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.core.ConsoleAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.earshot.app.config.ServerConfig.Log;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoggingTest {
  private final LoggerContext context = new LoggerContext();

  @AfterEach
  void stop() {
    context.stop();
  }

  @Test
  void shouldBeginATextLineWithTimeLevelLoggerCallAndLeg() {
    assertThat(encoded("text", "trunk is at {}", "udp:192.0.2.1:5060")).matches(
        "\\S+T\\S+ INFO  Call call=c1 leg=2 trunk is at udp:192.0.2.1:5060\\R");
  }

  @Test
  void shouldStayOneLineWhateverAPeerSent() {
    assertThat(encoded("text", "odd header {}", "a\r\n2026-11-21 INFO forged").strip()).doesNotContain("\n", "\r");
    assertThat(encoded("json", "odd header {}", "a\r\nforged").strip()).doesNotContain("\n", "\r");
  }

  @Test
  void shouldBeAnObjectALineInJson() throws Exception {
    JsonNode line = new ObjectMapper().readTree(encoded("json", "answered by {}", "\"bob\""));

    assertThat(line.get("level").asText()).isEqualTo("INFO");
    assertThat(line.get("formattedMessage").asText()).isEqualTo("answered by \"bob\"");
    assertThat(line.get("mdc").get("call").asText()).isEqualTo("c1");
    assertThat(line.get("mdc").get("leg").asText()).isEqualTo("2");
    assertThat(line.has("timestamp")).isTrue();
  }

  @Test
  void shouldShowOurOwnAtTheConfiguredLevelAndLibrariesFromWarningsOn() {
    Logging.configure(context, new Log("debug", "text"));

    assertThat(context.getLogger("org.earshot.app.call.Call").getEffectiveLevel()).isEqualTo(Level.DEBUG);
    assertThat(context.getLogger("gov.nist").getEffectiveLevel()).isEqualTo(Level.WARN);
  }

  private String encoded(String format, String message, Object... arguments) {
    Logging.configure(context, new Log("info", format));
    var logger = context.getLogger("org.earshot.app.call.Call");
    var event = new LoggingEvent("", logger, Level.INFO, message, null, arguments);
    event.setMDCPropertyMap(Map.of("call", "c1", "leg", "2"));
    AsyncAppender out = (AsyncAppender) context.getLogger("ROOT").getAppender("out");
    var lines = (ConsoleAppender<ILoggingEvent>) out.getAppender("lines");
    return new String(lines.getEncoder().encode(event), StandardCharsets.UTF_8);
  }
}
