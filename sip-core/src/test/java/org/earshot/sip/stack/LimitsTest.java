package org.earshot.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The small parts that count, limit and choose. */
class LimitsTest {
  private final AtomicLong nanos = new AtomicLong();

  @Test
  void shouldAdmitSoManyASecond() {
    var limit = new RateLimit(10, nanos::get);
    assertThat(admitted(limit, 100)).isEqualTo(10);
    nanos.addAndGet(500_000_000);
    assertThat(admitted(limit, 100)).isEqualTo(5);
    nanos.addAndGet(60_000_000_000L);
    assertThat(admitted(limit, 100)).isEqualTo(10);
  }

  private static int admitted(RateLimit limit, int tries) {
    int admitted = 0;
    for (int i = 0; i < tries; i++) {
      admitted += limit.admits() ? 1 : 0;
    }
    return admitted;
  }

  @Test
  void shouldLetOneLogLineASecondThrough() {
    var limit = new LogLimit(nanos::get);
    assertThat(limit.admits()).isTrue();
    assertThat(limit.admits()).isFalse();
    nanos.addAndGet(1_000_000_000);
    assertThat(limit.admits()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"Call-ID: abc@host", "call-id:abc@host", "i: abc@host", "I :\tabc@host", "CALL-ID  :   abc@host"})
  void shouldChooseTheSameWorkerHoweverTheCallIdIsWritten(String field) {
    assertThat(hash("OPTIONS sip:a SIP/2.0\r\nTo: x\r\n" + field + "\r\nFrom: y\r\n\r\n"))
        .isEqualTo(hash("BYE sip:b SIP/2.0\r\nCall-ID: abc@host\r\n\r\n")).isNotZero();
  }

  @Test
  void shouldTellCallsApartAndBearAnything() {
    assertThat(hash("X\r\nCall-ID: a\r\n")).isNotEqualTo(hash("X\r\nCall-ID: b\r\n"));
    for (String text : new String[] {"", "\n", "\ni", "\nCall-I", "X\r\nInfo: i\r\n\r\n"}) {
      assertThat(hash(text)).isZero();
    }
  }

  private static int hash(String text) {
    return Workers.callIdHash(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  @ParameterizedTest
  @CsvSource({"Content-Length: 17, 17", "l:17, 17", "CONTENT-LENGTH :  0017 , 17", "Content-Type: text/plain, 0",
      "Content-Length: -1, -1", "Content-Length: +1, -1", "Content-Length: 1x, -1",
      "Content-Length: 99999999999999999999999, -1"})
  void shouldReadTheLengthOfABody(String field, long length) {
    assertThat(StreamFramer.bodyLength("OPTIONS sip:a SIP/2.0\r\n" + field + "\r\n\r\n")).isEqualTo(length);
  }

  @Test
  void shouldNotChooseBetweenTwoLengths() {
    assertThat(StreamFramer.bodyLength("X\r\nl: 3\r\nContent-Length: 4\r\n\r\n")).isNegative();
    assertThat(StreamFramer.bodyLength("X\r\nl: 3\r\nContent-Length: 3\r\n\r\n")).isEqualTo(3);
  }

  @Test
  void shouldReadWhatLeavesFromItsBytes() {
    assertThat(sent("BYE sip:a SIP/2.0\r\n\r\n")).isEqualTo(new SentLine("BYE", 0));
    assertThat(sent("SIP/2.0 487 Request Terminated\r\nVia: x\r\nCSeq: 1 INVITE\r\n\r\n"))
        .isEqualTo(new SentLine("INVITE", 487));
    assertThat(sent("SIP/2.0 200 OK\r\n\r\n")).isEqualTo(new SentLine("", 200));
  }

  private static SentLine sent(String text) {
    return SentLine.of(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  @ParameterizedTest
  @CsvSource({"REGISTER sip:a SIP/2.0, OTHER", "OPTIONS sip:a SIP/2.0, OTHER", "SUBSCRIBE sip:a SIP/2.0, OTHER",
      "REFER sip:a SIP/2.0, CALL", "BYE sip:a SIP/2.0, CALL", "SIP/2.0 200 OK, CALL", "'', CALL",
      "'INVITE sip:a SIP/2.0\r\nTo: <sip:a>\r\nCall-ID: 1\r\nCSeq: 1 INVITE\r\n\r\n', NEW_CALL",
      "'INVITE sip:a SIP/2.0\r\nTo: <sip:a>;tag=x\r\nCall-ID: 1\r\nCSeq: 1 INVITE\r\n\r\n', CALL"})
  void shouldTellWhatMayWait(String message, Urgency urgency) {
    assertThat(Urgency.of(message.getBytes(StandardCharsets.ISO_8859_1))).isEqualTo(urgency);
  }

  @Test
  void shouldKeepRoomForCallsWhereRegistrationsWait() throws Exception {
    byte[] register = "REGISTER sip:a SIP/2.0\r\nCall-ID: 1\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);
    byte[] bye = "BYE sip:a SIP/2.0\r\nCall-ID: 1\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);
    var held = new CountDownLatch(1);
    var started = new CountDownLatch(1);
    try (var workers = new Workers(1)) {
      workers.execute(bye, () -> {
        started.countDown();
        try {
          held.await();
        } catch (InterruptedException stopped) {
          Thread.currentThread().interrupt();
        }
      });
      started.await();
      assertThat(taken(workers, register)).isEqualTo(250);
      assertThat(taken(workers, bye)).isEqualTo(1750);
      held.countDown();
    }
  }

  private static int taken(Workers workers, byte[] message) {
    for (int taken = 0; ; taken++) {
      try {
        workers.execute(message, () -> { });
      } catch (RejectedExecutionException full) {
        return taken;
      }
    }
  }
}
