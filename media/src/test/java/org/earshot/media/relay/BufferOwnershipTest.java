package org.earshot.media.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** No buffer is lost, whatever comes and however it ends. The build runs with leak detection at its strictest. */
class BufferOwnershipTest {
  private final ListAppender<ILoggingEvent> reports = new ListAppender<>();
  private final Logger detector = (Logger) LoggerFactory.getLogger(ResourceLeakDetector.class);

  @BeforeEach
  void watch() {
    assertThat(ResourceLeakDetector.getLevel()).isEqualTo(ResourceLeakDetector.Level.PARANOID);
    reports.start();
    detector.setAdditive(false);
    detector.addAppender(reports);
  }

  @AfterEach
  void unwatch() {
    detector.detachAppender(reports);
    detector.setAdditive(true);
  }

  @ParameterizedTest
  @MethodSource("org.earshot.media.net.Transports#here")
  void shouldLoseNoBufferToGoodBadOrLatePackets(String transport) throws Exception {
    Random random = new Random(1);
    try (CallFixture call = new CallFixture(transport)) {
      for (int sequence = 0; sequence < 300; sequence++) {
        call.caller.sendRtp(call.callerPort, Peer.packet(1, sequence, 0));
        byte[] garbage = new byte[random.nextInt(200)];
        random.nextBytes(garbage);
        call.callee.sendRtp(call.callerPort, garbage);
        call.callee.sendRtcp(call.calleePort, garbage);
        call.callee.receiveRtp();
      }
      call.callerLeg.close();
      call.settle();
      call.caller.sendRtp(call.callerPort, Peer.packet(1, 301, 0));
      await().until(() -> call.count("drained") > 0);
    }
    assertThat(leaks()).isEmpty();
  }

  @Test
  void shouldNoticeALostBuffer() {
    ByteBufAllocator.DEFAULT.buffer(16).writeByte(1);
    await().until(() -> !leaks().isEmpty());
  }

  /** Lost buffers are found once they are garbage and another is allocated. */
  private List<String> leaks() {
    List<byte[]> garbage = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      garbage.add(new byte[1 << 20]);
      System.gc();
      ByteBufAllocator.DEFAULT.buffer(16).release();
    }
    return reports.list.stream().map(ILoggingEvent::getFormattedMessage).filter(text -> text.contains("LEAK")).toList();
  }
}
