package org.earshot.media.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import org.earshot.media.MediaEvent;
import org.earshot.media.MediaId;
import org.earshot.media.MediaSession;
import org.earshot.media.StreamSpec;
import org.earshot.media.net.MediaSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions as the call core sees them: open, bridge, re-bridge, silence, close. */
class SessionLifeTest {
  private static final InetAddress HOST = InetAddress.getLoopbackAddress();

  private static MediaSettings settings(int portMin, int portMax, int loops, long silenceMs) {
    return new MediaSettings(HOST, portMin, portMax, "auto", loops, silenceMs, 50);
  }

  @Test
  void shouldOpenAPairForEachStreamOrNone() {
    try (NettyMediaGateway gateway = new NettyMediaGateway(settings(23_000, 23_007, 1, 0), System::nanoTime)) {
      Events one = new Events();
      Events other = new Events();
      gateway.open(new MediaId("a", 0), 3, one);
      assertThat(one.await(MediaEvent.Opened.class).rtpPorts()).containsExactly(23_000, 23_002, 23_004);
      gateway.open(new MediaId("b", 0), 2, other);
      assertThat(other.await(MediaEvent.OpenFailed.class).why()).contains("no free port pair in 23000-23007");
    }
  }

  @Test
  void shouldTellClosedOnceAndLast() throws Exception {
    try (CallFixture call = new CallFixture("auto")) {
      call.callerLeg.close();
      call.callerLeg.close();
      call.callerLeg.update(List.of(call.caller.spec()));
      call.settle();
      assertThat(call.callerEvents.all(MediaEvent.Closed.class)).hasSize(1);
      assertThat(call.callerEvents.all().getLast()).isInstanceOf(MediaEvent.Closed.class);
      call.gateway.close();
      assertThat(call.calleeEvents.await(MediaEvent.Closed.class).streams()).hasSize(1);
    }
  }

  @Test
  void shouldRefuseToOpenOnceTheEngineIsClosed() {
    NettyMediaGateway gateway = new NettyMediaGateway(settings(23_000, 23_007, 1, 0), System::nanoTime);
    gateway.close();
    Events events = new Events();
    MediaSession session = gateway.open(new MediaId("late", 0), 1, events);
    session.close();
    assertThat(events.await(MediaEvent.OpenFailed.class).why()).contains("closed");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void shouldRelayToTheNewPartnerOnlyOnceRebridged(int loops) throws Exception {
    try (CallFixture call = new CallFixture(settings(23_100, 23_199, loops, 0), HOST);
        Peer third = new Peer()) {
      Events events = new Events();
      // with two loops the third leg's call lives on the other one
      MediaSession transferred = openOnLoop(call, loops - 1, events);
      int thirdPort = events.await(MediaEvent.Opened.class).rtpPorts().getFirst();
      transferred.update(List.of(third.spec()));
      call.gateway.bridge(call.callerLeg, transferred);
      settle(call, transferred);

      byte[] spoken = Peer.packet(1, 1, 0x11);
      call.caller.sendRtp(call.callerPort, spoken);
      assertThat(Peer.bytes(third.receiveRtp())).isEqualTo(spoken);
      byte[] report = Peer.receiverReport(1);
      call.caller.sendRtcp(call.callerPort, report);
      assertThat(Peer.bytes(third.receiveRtcp())).isEqualTo(report);
      byte[] answer = Peer.packet(3, 1, 0x33);
      third.sendRtp(thirdPort, answer);
      assertThat(Peer.bytes(call.caller.receiveRtp())).isEqualTo(answer);

      call.callee.sendRtp(call.calleePort, Peer.packet(2, 1, 0x22));
      third.sendRtp(thirdPort, Peer.packet(3, 2, 0x34));
      assertThat(Peer.bytes(call.caller.receiveRtp())).isEqualTo(Peer.packet(3, 2, 0x34));
      assertThat(call.callee.pollRtp()).isNull();
    }
  }

  private static MediaSession openOnLoop(CallFixture call, int wanted, Events events) {
    for (int i = 0; ; i++) {
      MediaId id = new MediaId("third" + i, 0);
      MediaSession probe = call.gateway.open(id, 0, new Events());
      boolean elsewhere = ((PostedSession) probe).loop() != ((PostedSession) call.callerLeg).loop();
      probe.close();
      if (elsewhere == (wanted == 1)) {
        return call.gateway.open(id, 1, events);
      }
    }
  }

  private static void settle(CallFixture call, MediaSession other) {
    for (int i = 0; i < 3; i++) {
      call.settle();
      CallFixture.settle(other);
    }
  }

  @Test
  void shouldTellSilenceAgainAndAgainButNotOnHold() throws Exception {
    MediaSettings settings = settings(23_200, 23_299, 1, 300);
    try (CallFixture call = new CallFixture(settings, HOST)) {
      List<MediaEvent.Silent> silent = call.callerEvents.await(MediaEvent.Silent.class, 2);
      assertThat(silent.getFirst().silentMs()).isBetween(300L, 5000L);
      assertThat(silent.get(1).silentMs()).isGreaterThanOrEqualTo(600);

      StreamSpec spec = call.caller.spec();
      call.callerLeg.update(List.of(new StreamSpec(true, true, spec.remoteRtp(), spec.remoteRtcp(), false, spec.codecs())));
      lapse(call);
      int caller = call.callerEvents.all(MediaEvent.Silent.class).size();
      int callee = call.calleeEvents.all(MediaEvent.Silent.class).size();
      lapse(call);
      assertThat(call.callerEvents.all(MediaEvent.Silent.class)).hasSize(caller);
      assertThat(call.calleeEvents.all(MediaEvent.Silent.class)).hasSize(callee);
    }
  }

  @Test
  void shouldNotCallACallSilentWhileOneSideTalks() throws Exception {
    MediaSettings settings = settings(23_200, 23_299, 1, 2_000);
    try (CallFixture call = new CallFixture(settings, HOST)) {
      var clock = new Events();
      call.gateway.open(new MediaId("call", 2), 1, clock).update(List.of(call.caller.spec()));
      for (int sequence = 1; clock.all(MediaEvent.Silent.class).size() < 2; sequence++) {
        call.caller.sendRtp(call.callerPort, Peer.packet(7, sequence, 1));
        call.callee.receiveRtp();
      }
      assertThat(call.callerEvents.all(MediaEvent.Silent.class)).isEmpty();
      assertThat(call.calleeEvents.all(MediaEvent.Silent.class)).isEmpty();
    }
  }

  /** Two times the silence that is told: by a session of its own that nobody sends to. */
  private static void lapse(CallFixture call) {
    var clock = new Events();
    MediaSession session = call.gateway.open(new MediaId("call", 2), 1, clock);
    session.update(List.of(call.caller.spec()));
    clock.await(MediaEvent.Silent.class, 2);
    session.close();
  }

  @Test
  void shouldKeepGoingWhenTheListenerThrows() {
    try (NettyMediaGateway gateway = new NettyMediaGateway(settings(23_300, 23_399, 1, 0), System::nanoTime)) {
      gateway.open(new MediaId("bad", 0), 1, _ -> {
        throw new IllegalStateException("as the test wants it");
      });
      Events events = new Events();
      gateway.open(new MediaId("good", 0), 1, events);
      assertThat(events.await(MediaEvent.Opened.class).rtpPorts()).hasSize(1);
    }
  }

  @Test
  void shouldPublishTheLongestTurnOfEachLoop() throws Exception {
    try (CallFixture call = new CallFixture(settings(23_400, 23_499, 2, 0), HOST)) {
      assertThat(call.gateway.counters().longestTurnNanos()).containsOnlyKeys("media-0", "media-1");
      assertThat(call.gateway.counters().portsFree()).isEqualTo(48);
    }
  }
}
