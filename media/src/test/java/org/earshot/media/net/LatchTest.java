package org.earshot.media.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.earshot.media.net.LatchState.Latched;
import org.earshot.media.net.LatchState.Signalled;
import org.junit.jupiter.api.Test;

class LatchTest {
  private static final long MS = 1_000_000L;
  private static final LatchPolicy POLICY = LatchPolicy.SIGNALLED_FIRST;
  private static final InetSocketAddress SIGNALLED = new InetSocketAddress("192.168.1.5", 4000);
  private static final InetSocketAddress MOVED = new InetSocketAddress("192.168.1.5", 5000);
  private static final InetSocketAddress NAT = new InetSocketAddress("203.0.113.7", 61000);
  private static final InetSocketAddress STRANGER = new InetSocketAddress("198.51.100.66", 666);

  private LatchState state = LatchState.UNSIGNALLED;
  private long nowMs = 1000;

  private void sdp(InetSocketAddress address) {
    state = Latch.signalled(state, address, nowMs * MS);
  }

  private void packets(InetSocketAddress from, int ssrc, int... sequences) {
    for (int sequence : sequences) {
      packet(from, ssrc, sequence, 20, false);
    }
  }

  private void packet(InetSocketAddress from, int ssrc, int sequence, long silentMs, boolean continues) {
    nowMs += 20;
    state = Latch.step(state, new Sighting(from, ssrc, sequence, nowMs * MS, silentMs * MS, continues), POLICY);
  }

  private void latchedTo(InetSocketAddress source) {
    assertThat(state).isInstanceOf(Latched.class);
    assertThat(state.destination()).isEqualTo(source);
    assertThat(state.accepts(source)).isTrue();
  }

  @Test
  void shouldTakeNothingBeforeSdp() {
    packets(NAT, 1, 1, 2, 3, 4);
    assertThat(state).isSameAs(LatchState.UNSIGNALLED);
    assertThat(state.destination()).isNull();
    assertThat(state.accepts(NAT)).isFalse();
  }

  @Test
  void shouldSendToTheSignalledAddressUntilSomethingIsLearned() {
    sdp(SIGNALLED);
    assertThat(state.destination()).isEqualTo(SIGNALLED);
    packets(NAT, 1, 1, 2);
    assertThat(state.destination()).isEqualTo(SIGNALLED);
    assertThat(state.accepts(NAT)).isFalse();
  }

  @Test
  void shouldLatchAtTheFirstPacketFromTheSignalledAddress() {
    sdp(SIGNALLED);
    packets(SIGNALLED, 1, 1);
    latchedTo(SIGNALLED);
  }

  @Test
  void shouldLearnAnAddressBehindNatFromConsecutivePackets() {
    sdp(SIGNALLED);
    packets(NAT, 1, 65534, 65535, 0);
    latchedTo(NAT);
  }

  @Test
  void shouldNotLearnFromPacketsThatMakeNoStream() {
    sdp(SIGNALLED);
    packets(NAT, 1, 1, 500, 900, 20, 9000);
    assertThat(state).isNotInstanceOf(Latched.class);
    packets(NAT, 2, 1);
    packets(NAT, 3, 2);
    packets(NAT, 4, 3);
    packets(NAT, 5, 7, 7, 7);
    assertThat(state).isNotInstanceOf(Latched.class);
    assertThat(state.destination()).isEqualTo(SIGNALLED);
  }

  @Test
  void shouldLetTheSignalledAddressWinOverAStrangerWhoWasFirst() {
    sdp(SIGNALLED);
    packets(STRANGER, 666, 1, 2);
    packets(SIGNALLED, 1, 1);
    latchedTo(SIGNALLED);
    packets(STRANGER, 666, 3, 4, 5, 6);
    latchedTo(SIGNALLED);
    assertThat(state.accepts(STRANGER)).isFalse();
  }

  @Test
  void shouldTakeTheStreamBackFromAStrangerWhenTheSignalledAddressSpeaksUpLate() {
    sdp(SIGNALLED);
    packets(STRANGER, 666, 1, 2, 3, 4, 5);
    packets(SIGNALLED, 1, 1);
    latchedTo(SIGNALLED);
    assertThat(state.accepts(STRANGER)).isFalse();
  }

  @Test
  void shouldNotBeMovedByAThirdPartyOnceLatched() {
    sdp(SIGNALLED);
    packets(NAT, 1, 1, 2, 3);
    LatchState before = state;
    packets(STRANGER, 1, 4, 5, 6, 7, 8);
    assertThat(state).isSameAs(before);
  }

  @Test
  void shouldNotLetASecondStrangerInterruptACandidate() {
    sdp(SIGNALLED);
    packets(NAT, 1, 1);
    packets(STRANGER, 666, 9);
    packets(NAT, 1, 2);
    packets(STRANGER, 666, 10);
    packets(NAT, 1, 3);
    latchedTo(NAT);
  }

  @Test
  void shouldMakeRoomForAnotherWhenACandidateHasGoneSilent() {
    sdp(SIGNALLED);
    packets(STRANGER, 666, 1, 2);
    nowMs += 600;
    packets(NAT, 1, 1, 2, 3, 4);
    latchedTo(NAT);
  }

  @Test
  void shouldFollowTheStreamToANewAddressWhenTheOldOneIsSilent() {
    sdp(SIGNALLED);
    packets(SIGNALLED, 1, 1);
    packet(NAT, 1, 160, 3100, true);
    assertThat(state.destination()).isEqualTo(SIGNALLED);
    packet(NAT, 1, 161, 3120, true);
    packet(NAT, 1, 162, 3140, true);
    latchedTo(NAT);
  }

  @Test
  void shouldNotFollowAnotherStreamHoweverLongTheSilence() {
    sdp(SIGNALLED);
    packets(SIGNALLED, 1, 1);
    for (int sequence = 1; sequence < 20; sequence++) {
      packet(STRANGER, 666, sequence, 60_000, false);
    }
    latchedTo(SIGNALLED);
  }

  @Test
  void shouldNotFollowWhileTheOldSourceStillSends() {
    sdp(SIGNALLED);
    packets(SIGNALLED, 1, 1);
    for (int sequence = 2; sequence < 20; sequence++) {
      packet(STRANGER, 1, sequence, 20, true);
    }
    latchedTo(SIGNALLED);
  }

  @Test
  void shouldDropACandidateWhenTheOldSourceIsBack() {
    sdp(SIGNALLED);
    packets(SIGNALLED, 1, 1);
    packet(NAT, 1, 160, 3100, true);
    packet(NAT, 1, 161, 3120, true);
    packets(SIGNALLED, 1, 162);
    latchedTo(SIGNALLED);
  }

  @Test
  void shouldStayWhenSdpRepeatsTheAddress() {
    sdp(SIGNALLED);
    packets(NAT, 1, 1, 2, 3);
    LatchState before = state;
    sdp(SIGNALLED);
    assertThat(state).isSameAs(before);
  }

  @Test
  void shouldSendToTheNewAddressAtOnceWhenSdpMovesIt() {
    sdp(SIGNALLED);
    packets(SIGNALLED, 1, 1);
    sdp(MOVED);
    assertThat(state.destination()).isEqualTo(MOVED);
    packets(MOVED, 2, 1);
    latchedTo(MOVED);
    assertThat(state.accepts(SIGNALLED)).isFalse();
  }

  @Test
  void shouldStillHearTheFormerSourceForAWhileButNotGoBackToIt() {
    sdp(SIGNALLED);
    packets(SIGNALLED, 1, 1);
    sdp(MOVED);
    packets(SIGNALLED, 1, 2, 3, 4, 5);
    assertThat(state.accepts(SIGNALLED)).isTrue();
    assertThat(state.destination()).isEqualTo(MOVED);
  }

  @Test
  void shouldGoBackToTheFormerSourceIfThatIsWhereThePeerStaysBehindNat() {
    sdp(SIGNALLED);
    packets(NAT, 1, 1, 2, 3);
    sdp(MOVED);
    nowMs += 3000;
    packets(NAT, 1, 160, 161, 162);
    latchedTo(NAT);
  }

  @Test
  void shouldStayWhenSdpNamesTheSourceThatWasLearned() {
    sdp(SIGNALLED);
    packets(NAT, 1, 1, 2, 3);
    sdp(NAT);
    assertThat(state).isEqualTo(new Latched(NAT, NAT));
  }

  @Test
  void shouldLearnFromTheFirstStreamWhereSdpNamesNoAddress() {
    sdp(null);
    assertThat(state.destination()).isNull();
    packets(NAT, 1, 1, 2);
    assertThat(state.destination()).isNull();
    packets(NAT, 1, 3);
    latchedTo(NAT);
    packets(STRANGER, 666, 1, 2, 3, 4);
    sdp(null);
    latchedTo(NAT);
    sdp(SIGNALLED);
    assertThat(state.destination()).isEqualTo(SIGNALLED);
  }

  @Test
  void shouldBeginAnewWhenSdpMovesDuringProbation() {
    sdp(SIGNALLED);
    packets(NAT, 1, 1, 2);
    sdp(MOVED);
    assertThat(state).isInstanceOf(Signalled.class);
    packets(NAT, 1, 3);
    assertThat(state).isNotInstanceOf(Latched.class);
  }

  /** Whatever comes: media goes only to what was signalled or has sent. */
  @Property
  void shouldSendNowhereThatWasNeitherSignalledNorSeen(@ForAll @Size(max = 40) List<@IntRange(max = 999) Integer> script) {
    List<InetSocketAddress> all = List.of(SIGNALLED, MOVED, NAT, STRANGER);
    state = LatchState.UNSIGNALLED;
    sdp(SIGNALLED);
    Set<InetSocketAddress> known = new HashSet<>(List.of(SIGNALLED));
    for (int choice : script) {
      InetSocketAddress from = all.get(choice % 4);
      if (choice % 10 == 9) {
        sdp(from);
      } else {
        packet(from, choice / 4 % 2, choice / 8 % 8, choice * 5L, choice % 3 == 0);
      }
      known.add(from);
      assertThat(known).contains(state.destination());
    }
  }
}
