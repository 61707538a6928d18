package org.earshot.media.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import org.earshot.media.net.LatchState.Latched;
import org.earshot.media.net.LatchState.Signalled;
import org.junit.jupiter.api.Test;

class RtcpLatchTest {
  private static final InetSocketAddress RTP = new InetSocketAddress("192.168.1.5", 4000);
  private static final InetSocketAddress RTCP = new InetSocketAddress("192.168.1.5", 4001);
  private static final InetSocketAddress NAT_RTP = new InetSocketAddress("203.0.113.7", 61000);
  private static final InetSocketAddress NAT_RTCP = new InetSocketAddress("203.0.113.7", 49_152);
  private static final InetSocketAddress NAT_OTHER = new InetSocketAddress("203.0.113.7", 49_999);
  private static final InetSocketAddress STRANGER = new InetSocketAddress("198.51.100.66", 666);
  private static final LatchState WAITING = new Signalled(RTP, null, 0);
  private static final LatchState AT_HOME = new Latched(RTP, RTP);
  private static final LatchState BEHIND_NAT = new Latched(RTP, NAT_RTP);

  private final RtcpLatch fresh = RtcpLatch.NONE.signalled(RTCP);

  @Test
  void shouldTakeAndSendToTheSignalledAddressBeforeAnythingIsLearned() {
    assertThat(fresh.destination(WAITING)).isEqualTo(RTCP);
    assertThat(fresh.step(RTCP, false, WAITING).accepts(RTCP)).isTrue();
    assertThat(fresh.step(STRANGER, true, WAITING).accepts(STRANGER)).isFalse();
  }

  @Test
  void shouldFollowItsRtpToAnotherHostAndLearnThePortOnce() {
    assertThat(fresh.destination(BEHIND_NAT)).as("neither signalled nor learned").isNull();
    RtcpLatch learned = fresh.step(NAT_RTCP, true, BEHIND_NAT);
    assertThat(learned.accepts(NAT_RTCP)).isTrue();
    assertThat(learned.destination(BEHIND_NAT)).isEqualTo(NAT_RTCP);
    assertThat(learned.step(NAT_OTHER, true, BEHIND_NAT)).isSameAs(learned);
    assertThat(learned.step(STRANGER, true, BEHIND_NAT)).isSameAs(learned);
  }

  @Test
  void shouldNotLearnFromASharedHostWithoutTheStreamsSsrc() {
    assertThat(fresh.step(NAT_RTCP, false, BEHIND_NAT)).isSameAs(fresh);
  }

  @Test
  void shouldNotLearnAnotherPortWhileRtpComesFromTheSignalledAddress() {
    InetSocketAddress neighbour = new InetSocketAddress("192.168.1.5", 666);
    assertThat(fresh.step(neighbour, true, AT_HOME)).isSameAs(fresh);
    assertThat(fresh.destination(AT_HOME)).isEqualTo(RTCP);
  }

  @Test
  void shouldLeaveAHostThatItsRtpHasLeft() {
    RtcpLatch learned = fresh.step(NAT_RTCP, true, BEHIND_NAT);
    assertThat(learned.destination(AT_HOME)).isEqualTo(RTCP);
    assertThat(learned.step(RTCP, false, AT_HOME).destination(AT_HOME)).isEqualTo(RTCP);
  }

  @Test
  void shouldBeginAnewWithNewSdpOnly() {
    RtcpLatch learned = fresh.step(NAT_RTCP, true, BEHIND_NAT);
    assertThat(learned.signalled(RTCP)).isSameAs(learned);
    assertThat(learned.signalled(NAT_OTHER)).isEqualTo(new RtcpLatch(NAT_OTHER, null));
    assertThat(learned.signalled(null).destination(WAITING)).isNull();
  }
}
