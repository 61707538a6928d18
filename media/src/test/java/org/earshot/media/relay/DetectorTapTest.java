package org.earshot.media.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.earshot.media.MediaEvent;
import org.earshot.media.amd.AmdConfig;
import org.earshot.media.amd.AmdEvent;
import org.earshot.media.amd.AmdResult;
import org.earshot.media.amd.AmdVerdict;
import org.earshot.media.audio.AudioFrame;
import org.junit.jupiter.api.Test;

class DetectorTapTest {

  /** Hears so many frames, then does what the test wants. */
  private static class Scripted implements Ears {
    final AtomicInteger frames = new AtomicInteger();
    private final int until;
    private volatile boolean done;

    Scripted(int until) {
      this.until = until;
    }

    @Override
    public List<AmdEvent> accept(AudioFrame frame) {
      if (frames.incrementAndGet() < until) {
        return List.of();
      }
      done = true;
      return last();
    }

    List<AmdEvent> last() {
      AmdVerdict verdict = new AmdVerdict(AmdResult.HUMAN, 1, "short-greeting", "HUMAN", 0, List.of());
      return List.of(new AmdEvent.Verdict(verdict, 0));
    }

    @Override
    public List<AmdEvent> answered() {
      return List.of();
    }

    @Override
    public List<AmdEvent> finish() {
      return List.of();
    }

    @Override
    public boolean isDone() {
      return done;
    }
  }

  private static CallFixture call(Ears ears) throws Exception {
    InetAddress host = InetAddress.getLoopbackAddress();
    return new CallFixture(CallFixture.settings("auto", host, 60_000), host, _ -> ears);
  }

  private static void talk(CallFixture call, int from, int to) throws Exception {
    for (int sequence = from; sequence < to; sequence++) {
      byte[] packet = Peer.packet(0x77, sequence, sequence);
      call.callee.sendRtp(call.calleePort, packet);
      assertThat(Peer.bytes(call.caller.receiveRtp())).isEqualTo(packet);
    }
  }

  @Test
  void shouldHearThePeerOfItsOwnLegOnlyAndStopWhenTheDetectorIsDone() throws Exception {
    Scripted ears = new Scripted(5);
    try (CallFixture call = call(ears)) {
      call.calleeLeg.listen(AmdConfig.DEFAULT);
      call.settle();
      call.caller.sendRtp(call.callerPort, Peer.packet(1, 1, 0));
      call.callee.receiveRtp();
      assertThat(ears.frames).hasValue(0);

      talk(call, 0, 8);
      MediaEvent.Amd amd = call.calleeEvents.await(MediaEvent.Amd.class);
      assertThat(amd.event()).isInstanceOf(AmdEvent.Verdict.class);
      assertThat(ears.frames).hasValue(5);
    }
  }

  @Test
  void shouldRelayOnWhenTheDetectorThrows() throws Exception {
    Scripted ears = new Scripted(3) {
      @Override
      List<AmdEvent> last() {
        throw new IllegalStateException("as the test wants it");
      }
    };
    try (CallFixture call = call(ears)) {
      call.calleeLeg.listen(AmdConfig.DEFAULT);
      call.settle();
      talk(call, 0, 20);
      MediaEvent.Amd amd = call.calleeEvents.await(MediaEvent.Amd.class);
      assertThat(((AmdEvent.Verdict) amd.event()).verdict().result()).isEqualTo(AmdResult.ERROR);
      call.calleeLeg.close();
      call.calleeEvents.await(MediaEvent.Closed.class);
      assertThat(call.calleeEvents.all(MediaEvent.Amd.class)).hasSize(1);
      assertThat(ears.frames).hasValue(3);
    }
  }

  @Test
  void shouldLetTheDetectorsTimeRunWhenNothingComesAfterTheAnswer() throws Exception {
    Scripted ears = new Scripted(10);
    try (CallFixture call = call(ears)) {
      call.calleeLeg.answered();
      call.calleeLeg.listen(AmdConfig.DEFAULT);
      call.calleeEvents.await(MediaEvent.Amd.class);
      await().untilAsserted(() -> assertThat(ears.frames).hasValue(10));
    }
  }
}
