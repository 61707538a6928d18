package org.earshot.media.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.earshot.media.amd.AmdConfig;
import org.earshot.media.amd.AmdEvent;
import org.earshot.media.audio.AudioFrame;
import org.earshot.media.audio.FrameSink;
import org.earshot.media.rtp.RtpPacketView;
import org.junit.jupiter.api.Test;

/** Listeners that misbehave, and the calls that do not notice. */
class FrameTapTest {
  private static final CodecTable CODECS = new CodecTable(List.of());

  private static RtpPacketView packet(int sequence) {
    RtpPacketView view = new RtpPacketView();
    view.wrap(Unpooled.wrappedBuffer(Peer.packet(1, sequence, sequence)));
    return view;
  }

  @Test
  void shouldNotAskAListenerAnyMoreThatFailsAgainAndAgain() {
    AtomicInteger asked = new AtomicInteger();
    FrameTap tap = new FrameTap(_ -> {
      asked.incrementAndGet();
      throw new IllegalStateException("as the test wants it");
    }, () -> CODECS);
    for (int sequence = 1; sequence < 50; sequence++) {
      assertThat(tap.on(packet(sequence), null, sequence * 20_000_000L)).isNull();
    }
    assertThat(asked).hasValue(3);
    assertThat(tap.shut()).isTrue();
    tap.tick(Long.MAX_VALUE);
    tap.finish();
    assertThat(asked).hasValue(3);
  }

  @Test
  void shouldGoOnWithAListenerThatFailedOnce() {
    AtomicInteger heard = new AtomicInteger();
    FrameSink once = frame -> {
      if (heard.incrementAndGet() == 5) {
        throw new IllegalStateException("as the test wants it, once");
      }
    };
    FrameTap tap = new FrameTap(once, () -> CODECS);
    for (int sequence = 1; sequence <= 50; sequence++) {
      tap.on(packet(sequence), null, sequence * 20_000_000L);
    }
    assertThat(heard.get()).isGreaterThan(40);
    assertThat(tap.shut()).isFalse();
  }

  @Test
  void shouldRelayEveryPacketOfACallWhoseDetectorFails() throws Exception {
    Ears failing = new Ears() {
      @Override
      public List<AmdEvent> accept(AudioFrame frame) {
        throw new IllegalStateException("as the test wants it");
      }

      @Override
      public List<AmdEvent> answered() {
        throw new IllegalStateException("as the test wants it");
      }

      @Override
      public List<AmdEvent> finish() {
        throw new IllegalStateException("as the test wants it");
      }

      @Override
      public boolean isDone() {
        return false;
      }
    };
    var settings = CallFixture.settings("auto", InetAddress.getLoopbackAddress(), 0);
    try (CallFixture call = new CallFixture(settings, InetAddress.getLoopbackAddress(), _ -> failing)) {
      call.calleeLeg.listen(AmdConfig.DEFAULT);
      call.calleeLeg.answered();
      for (int sequence = 1; sequence <= 100; sequence++) {
        byte[] packet = Peer.packet(2, sequence, sequence);
        call.callee.sendRtp(call.calleePort, packet);
        assertThat(Peer.bytes(call.caller.receiveRtp())).isEqualTo(packet);
      }
      assertThat(call.count("fault")).isZero();
    }
  }
}
