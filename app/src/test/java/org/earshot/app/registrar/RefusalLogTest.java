package org.earshot.app.registrar;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class RefusalLogTest {
  private final Logger logger = (Logger) LoggerFactory.getLogger(RefusalLog.class);
  private final ListAppender<ILoggingEvent> appender = new ListAppender<>();
  private final Bench bench = new Bench();

  @BeforeEach
  void listen() {
    appender.start();
    logger.addAppender(appender);
    logger.setAdditive(false);
  }

  @AfterEach
  void stop() {
    logger.detachAppender(appender);
    logger.setAdditive(true);
  }

  private List<String> lines() {
    return appender.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  @Test
  void shouldSayWhoWasRefusedAndWhyOnceASecond() {
    for (int i = 0; i < 3; i++) {
      bench.ask(bench.phone("alice", "looking-glass").register());
    }
    bench.pass(Duration.ofSeconds(1));
    bench.ask(bench.phone("bob\u001b[31m", "?").register());

    assertThat(lines()).containsExactly(
        "REGISTER of sip:alice@example.org from udp:127.0.0.1:44010 refused: 403 wrong credentials for alice",
        "REGISTER of sip:bob%1B%5B31m@example.org from udp:127.0.0.1:44010 refused: 403 wrong credentials for bob?[31m"
            + " (2 more since the last such line)");
  }

  @Test
  void shouldNotMentionChallenges() {
    bench.alice();

    assertThat(lines()).isEmpty();
  }
}
