package org.earshot.media.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.earshot.media.SrtpKeys;
import org.earshot.media.StreamSpec;
import org.earshot.media.StreamSpec.Codec;
import org.earshot.media.audio.G711;
import org.earshot.media.net.MediaLoop;
import org.earshot.media.net.MediaLoops;
import org.earshot.media.net.MediaSettings;
import org.earshot.media.net.Outcome;
import org.earshot.media.net.PortPair;
import org.earshot.media.srtp.SrtpSession;
import org.earshot.media.srtp.SrtpStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The packet path from one stream to another, without a kernel and with the test's own clock. */
class MediaStreamTest {
  private static final long MS = 1_000_000L;
  private static final InetSocketAddress CALLER = new InetSocketAddress("192.0.2.1", 4000);
  private static final InetSocketAddress CALLER_RTCP = new InetSocketAddress("192.0.2.1", 4001);
  private static final InetSocketAddress CALLEE = new InetSocketAddress("192.0.2.2", 5000);
  private static final InetSocketAddress CALLEE_RTCP = new InetSocketAddress("192.0.2.2", 5001);
  private static final InetSocketAddress STRANGER = new InetSocketAddress("198.51.100.66", 666);
  private static final List<Codec> CODECS = List.of(Peer.PCMU, Peer.PCMA);

  private volatile long nowNanos = 1000 * MS;
  private MediaLoops loops;
  private MediaLoop loop;
  private final FakeSocket callerRtp = new FakeSocket(20_000);
  private final FakeSocket callerRtcp = new FakeSocket(20_001);
  private final FakeSocket calleeRtp = new FakeSocket(20_002);
  private final FakeSocket calleeRtcp = new FakeSocket(20_003);
  private final List<InetSocketAddress> latched = new ArrayList<>();
  private MediaStream caller;
  private MediaStream callee;

  @BeforeEach
  void bridge() {
    MediaSettings settings = new MediaSettings(InetAddress.getLoopbackAddress(), 20_000, 20_099, "nio", 1, 0, 0);
    loops = new MediaLoops(settings, () -> nowNanos);
    loop = loops.all().getFirst();
    caller = new MediaStream(loop, new PortPair(callerRtp, callerRtcp), latched::add);
    callee = new MediaStream(loop, new PortPair(calleeRtp, calleeRtcp), latched::add);
    onLoop(() -> {
      caller.forwardTo(callee);
      callee.forwardTo(caller);
      caller.update(spec(CALLER, CALLER_RTCP, CODECS));
      callee.update(spec(CALLEE, CALLEE_RTCP, CODECS));
    });
  }

  @AfterEach
  void end() {
    loops.close();
  }

  private void onLoop(Runnable task) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    loop.post(() -> {
      try {
        task.run();
        done.complete(null);
      } catch (RuntimeException | AssertionError e) {
        done.completeExceptionally(e);
      }
    });
    done.orTimeout(10, TimeUnit.SECONDS).join();
  }

  private static StreamSpec spec(InetSocketAddress rtp, InetSocketAddress rtcp, List<Codec> codecs) {
    return new StreamSpec(true, true, rtp, rtcp, true, codecs);
  }

  /** Delivers, and checks that the buffer was only borrowed. */
  private void deliver(FakeSocket socket, byte[] bytes, InetSocketAddress source) {
    ByteBuf datagram = Unpooled.directBuffer().writeBytes(bytes);
    onLoop(() -> socket.deliver(datagram, source));
    assertThat(datagram.refCnt()).isEqualTo(1);
    assertThat(datagram.readableBytes()).isEqualTo(bytes.length);
    datagram.release();
  }

  /** The same for a protected packet, which is made plain in place. */
  private void deliverSealed(FakeSocket socket, byte[] bytes, InetSocketAddress source) {
    ByteBuf datagram = Unpooled.directBuffer().writeBytes(bytes);
    onLoop(() -> socket.deliver(datagram, source));
    assertThat(datagram.refCnt()).isEqualTo(1);
    datagram.release();
  }

  private long count(Outcome outcome) {
    return loop.counters().packets(outcome);
  }

  @Test
  void shouldSendToWhereTheMediaOfThePeerComesFrom() {
    InetSocketAddress nat = new InetSocketAddress("203.0.113.7", 61_000);
    deliver(callerRtp, Peer.packet(1, 1, 0), CALLER);
    assertThat(calleeRtp.sent.getLast().to()).isEqualTo(CALLEE);
    for (int sequence = 1; sequence <= 3; sequence++) {
      deliver(calleeRtp, Peer.packet(2, sequence, 0), nat);
    }
    assertThat(count(Outcome.PROBATION)).isEqualTo(2);
    assertThat(callerRtp.sent).hasSize(1);
    deliver(callerRtp, Peer.packet(1, 2, 0), CALLER);
    assertThat(calleeRtp.sent.getLast().to()).isEqualTo(nat);
    assertThat(latched).containsExactly(CALLER, nat);
  }

  @Test
  void shouldDropAndCountAThirdPartyBeforeDuringAndAfterTheLatch() {
    deliver(callerRtp, Peer.packet(66, 1, 0), STRANGER);
    deliver(callerRtp, Peer.packet(66, 2, 0), STRANGER);
    assertThat(calleeRtp.sent).isEmpty();
    deliver(callerRtp, Peer.packet(1, 1, 0), CALLER);
    for (int sequence = 3; sequence < 30; sequence++) {
      deliver(callerRtp, Peer.packet(66, sequence, 0), STRANGER);
      deliver(callerRtp, Peer.packet(1, sequence, 0), STRANGER);
      deliver(callerRtcp, Peer.receiverReport(66), STRANGER);
      deliver(callerRtp, Peer.receiverReport(66), STRANGER);
    }
    deliver(calleeRtp, Peer.packet(2, 1, 0), CALLEE);
    assertThat(calleeRtp.sent).hasSize(1);
    assertThat(calleeRtcp.sent).isEmpty();
    assertThat(callerRtp.sent).extracting(FakeSocket.Sent::to).containsOnly(CALLER);
    assertThat(count(Outcome.FOREIGN)).isEqualTo(4 * 27);
    assertThat(caller.totals().foreign()).isEqualTo(2 * 27);
    assertThat(caller.totals().packets()).isEqualTo(1);
  }

  @Test
  void shouldNotSendTheTalkersAudioToAStrangerWhoSpeaksFirst() {
    deliver(callerRtp, Peer.packet(66, 1, 0), STRANGER);
    deliver(calleeRtp, Peer.packet(2, 1, 0), CALLEE);
    assertThat(callerRtp.sent).extracting(FakeSocket.Sent::to).containsExactly(CALLER);
  }

  @ParameterizedTest
  @CsvSource({"0, RELAYED", "8, RELAYED", "13, RELAYED", "18, PAYLOAD_TYPE", "101, PAYLOAD_TYPE"})
  void shouldRelayThePayloadTypesThatWereNegotiated(int type, Outcome outcome) {
    deliver(callerRtp, Peer.packet(type, 1, 1, 0), CALLER);
    assertThat(count(outcome)).isEqualTo(1);
    assertThat(calleeRtp.sent).hasSize(outcome == Outcome.RELAYED ? 1 : 0);
  }

  private static final Codec EVENT = new Codec(101, "TELEPHONE-EVENT", 8000);

  @Test
  void shouldNotRelayATypeThatThePeerHasNotAgreedTo() {
    onLoop(() -> caller.update(spec(CALLER, CALLER_RTCP, List.of(Peer.PCMU, EVENT))));
    deliver(callerRtp, Peer.packet(101, 1, 1, 0), CALLER);
    assertThat(calleeRtp.sent).isEmpty();
    assertThat(count(Outcome.PAYLOAD_TYPE)).isEqualTo(1);
  }

  @Test
  void shouldRenumberPayloadTypesBetweenTheLegsAndKeepTheMarker() {
    Codec theirs = new Codec(96, "TELEPHONE-EVENT", 8000);
    onLoop(() -> {
      caller.update(spec(CALLER, CALLER_RTCP, List.of(Peer.PCMU, EVENT)));
      callee.update(spec(CALLEE, CALLEE_RTCP, List.of(Peer.PCMU, theirs)));
    });
    byte[] digit = Peer.packet(0x80 | 101, 1, 1, 7);
    deliver(callerRtp, digit, CALLER);
    byte[] expected = Peer.packet(0x80 | 96, 1, 1, 7);
    assertThat(calleeRtp.sent.getLast().bytes()).isEqualTo(expected);
    deliver(calleeRtp, expected, CALLEE);
    assertThat(callerRtp.sent.getLast().bytes()).isEqualTo(digit);
  }

  @Test
  void shouldPutOneLawIntoTheOtherWhereTheLegsShareNoCodec() {
    onLoop(() -> {
      caller.update(spec(CALLER, CALLER_RTCP, List.of(Peer.PCMU)));
      callee.update(spec(CALLEE, CALLEE_RTCP, List.of(Peer.PCMA)));
    });
    for (int octet = 0; octet < 256; octet++) {
      deliver(callerRtp, Peer.packet(0, 1, octet, octet), CALLER);
      byte a = G711.toALaw(G711.fromMuLaw((byte) octet));
      assertThat(calleeRtp.sent.getLast().bytes()).isEqualTo(Peer.packet(8, 1, octet, a));
      deliver(calleeRtp, Peer.packet(8, 2, octet, octet), CALLEE);
      byte mu = G711.toMuLaw(G711.fromALaw((byte) octet));
      assertThat(callerRtp.sent.getLast().bytes()).isEqualTo(Peer.packet(0, 2, octet, mu));
    }
  }

  @Test
  void shouldRelayUdptlAsItIsAndFindItBehindNat() {
    InetSocketAddress nat = new InetSocketAddress("203.0.113.7", 61_000);
    onLoop(() -> {
      caller.update(spec(CALLER, null, List.of()).withCarriage(StreamSpec.Carriage.UDPTL));
      callee.update(spec(CALLEE, null, List.of()).withCarriage(StreamSpec.Carriage.UDPTL));
    });
    byte[] first = {0, 1, 2, 3, 4};
    deliver(callerRtp, first, CALLER);
    assertThat(calleeRtp.sent.getLast().bytes()).isEqualTo(first);
    for (byte number = 1; number <= 3; number++) {
      deliver(calleeRtp, new byte[] {0, number, 9}, nat);
    }
    assertThat(callerRtp.sent.getLast().bytes()).isEqualTo(new byte[] {0, 3, 9});
    deliver(callerRtp, new byte[] {0, 2, 2}, CALLER);
    assertThat(calleeRtp.sent.getLast().to()).isEqualTo(nat);
    deliver(callerRtp, new byte[] {0, 3}, STRANGER);
    assertThat(count(Outcome.FOREIGN)).isEqualTo(1);
  }

  @Test
  void shouldTakeUnknownDatagramsFromTheSignalledAddressAlone() {
    onLoop(() -> {
      caller.update(spec(CALLER, null, List.of()).withCarriage(StreamSpec.Carriage.DATAGRAM));
      callee.update(spec(CALLEE, null, List.of()).withCarriage(StreamSpec.Carriage.DATAGRAM));
    });
    for (int i = 0; i < 5; i++) {
      deliver(callerRtp, new byte[] {7, (byte) i}, STRANGER);
    }
    assertThat(calleeRtp.sent).isEmpty();
    deliver(callerRtp, new byte[] {7}, CALLER);
    assertThat(calleeRtp.sent.getLast().bytes()).containsExactly(7);
  }

  private static final SrtpKeys KEYS = new SrtpKeys(SrtpKeys.Suite.AES_CM_128_HMAC_SHA1_80, key(1), key(2));

  private static byte[] key(int seed) {
    byte[] key = new byte[30];
    new Random(seed).nextBytes(key);
    return key;
  }

  /** As the peer has them. */
  private static SrtpSession peerOf(SrtpKeys keys) {
    return new SrtpSession(new SrtpKeys(keys.suite(), keys.remote(), keys.local()));
  }

  private static byte[] sealed(SrtpSession peer, byte[] packet) {
    return ByteBufUtil.getBytes(peer.protect(Unpooled.wrappedBuffer(packet)));
  }

  private void secureCaller(SrtpKeys keys) {
    onLoop(() -> caller.update(spec(CALLER, CALLER_RTCP, CODECS).withSrtp(keys)));
  }

  @Test
  void shouldTakeProtectionOffOnOneLegAndLeaveTheOtherPlain() {
    SrtpSession phone = peerOf(KEYS);
    secureCaller(KEYS);
    byte[] spoken = Peer.packet(1, 1, 0x11);
    deliverSealed(callerRtp, sealed(phone, spoken), CALLER);
    assertThat(calleeRtp.sent.getLast().bytes()).isEqualTo(spoken);
    byte[] report = Peer.receiverReport(1);
    deliverSealed(callerRtcp, ByteBufUtil.getBytes(phone.protectControl(Unpooled.wrappedBuffer(report))), CALLER_RTCP);
    assertThat(calleeRtcp.sent.getLast().bytes()).isEqualTo(report);

    byte[] answer = Peer.packet(2, 1, 0x22);
    deliver(calleeRtp, answer, CALLEE);
    ByteBuf back = Unpooled.copiedBuffer(callerRtp.sent.getLast().bytes());
    assertThat(back.readableBytes()).isEqualTo(answer.length + 10);
    assertThat(phone.unprotect(back)).isEqualTo(SrtpStatus.OK);
    assertThat(ByteBufUtil.getBytes(back)).isEqualTo(answer);
    deliver(calleeRtcp, Peer.receiverReport(2), CALLEE_RTCP);
    ByteBuf backReport = Unpooled.copiedBuffer(callerRtcp.sent.getLast().bytes());
    assertThat(phone.unprotectControl(backReport)).isEqualTo(SrtpStatus.OK);
  }

  @Test
  void shouldNotLatchToNorRelayPacketsThatAreNotAuthentic() {
    SrtpSession phone = peerOf(KEYS);
    secureCaller(KEYS);
    for (int sequence = 1; sequence < 9; sequence++) {
      deliver(callerRtp, Peer.packet(1, sequence, 0), STRANGER);
      deliver(callerRtp, Peer.packet(1, sequence, 0), CALLER);
    }
    assertThat(count(Outcome.AUTH_FAIL)).isEqualTo(16);
    assertThat(calleeRtp.sent).isEmpty();
    InetSocketAddress nat = new InetSocketAddress("203.0.113.7", 61_000);
    byte[][] genuine = {sealed(phone, Peer.packet(1, 1, 0)), sealed(phone, Peer.packet(1, 2, 0)),
        sealed(phone, Peer.packet(1, 3, 0))};
    for (byte[] packet : genuine) {
      deliverSealed(callerRtp, packet, nat);
    }
    assertThat(calleeRtp.sent).hasSize(1);
    deliver(calleeRtp, Peer.packet(2, 1, 0), CALLEE);
    assertThat(callerRtp.sent.getLast().to()).isEqualTo(nat);
    deliver(callerRtp, genuine[2], STRANGER);
    assertThat(count(Outcome.REPLAYED)).isEqualTo(1);
    deliver(callerRtp, Peer.packet(77, 1, 0), STRANGER);
    assertThat(count(Outcome.FOREIGN)).as("not even looked at").isEqualTo(1);
  }

  @Test
  void shouldGoOnWithTheSameKeysAndBeginAnewWithOthersUponSdp() {
    SrtpSession phone = peerOf(KEYS);
    secureCaller(KEYS);
    byte[] first = sealed(phone, Peer.packet(1, 1, 0));
    deliverSealed(callerRtp, first, CALLER);
    secureCaller(KEYS);
    deliver(callerRtp, first, CALLER);
    assertThat(count(Outcome.REPLAYED)).isEqualTo(1);

    SrtpKeys fresh = new SrtpKeys(KEYS.suite(), key(3), key(4));
    secureCaller(fresh);
    deliver(callerRtp, sealed(phone, Peer.packet(1, 2, 0)), CALLER);
    assertThat(count(Outcome.AUTH_FAIL)).isEqualTo(1);
    deliverSealed(callerRtp, sealed(peerOf(fresh), Peer.packet(1, 3, 0)), CALLER);
    assertThat(calleeRtp.sent).hasSize(2);
  }

  @Test
  void shouldNotLatchToPacketsOfAPayloadTypeThatNobodyNegotiated() {
    for (int sequence = 1; sequence < 9; sequence++) {
      deliver(callerRtp, Peer.packet(99, 66, sequence, 0), STRANGER);
    }
    deliver(calleeRtp, Peer.packet(2, 1, 0), CALLEE);
    assertThat(callerRtp.sent.getLast().to()).isEqualTo(CALLER);
  }

  @Test
  void shouldRelayRtcpOnItsOwnPortsAndOnThePeersRtpPortIfThatIsWhereItSendsIt() {
    deliver(callerRtp, Peer.packet(1, 1, 0), CALLER);
    deliver(calleeRtp, Peer.packet(2, 1, 0), CALLEE);
    deliver(callerRtcp, Peer.receiverReport(1), CALLER_RTCP);
    assertThat(calleeRtcp.sent.getLast().to()).isEqualTo(CALLEE_RTCP);

    deliver(calleeRtp, Peer.receiverReport(2), CALLEE);
    assertThat(callerRtcp.sent.getLast().to()).isEqualTo(CALLER_RTCP);
    deliver(callerRtcp, Peer.receiverReport(1), CALLER_RTCP);
    assertThat(calleeRtp.sent.getLast().bytes()).isEqualTo(Peer.receiverReport(1));
    assertThat(calleeRtp.sent.getLast().to()).isEqualTo(CALLEE);
    assertThat(callee.totals().packets()).as("RTCP is no RTP").isEqualTo(1);
  }

  @Test
  void shouldTakeNothingAndSendNothingWhenTheStreamIsRejected() {
    onLoop(() -> caller.update(StreamSpec.INACTIVE));
    deliver(callerRtp, Peer.packet(1, 1, 0), CALLER);
    deliver(callerRtcp, Peer.receiverReport(1), CALLER_RTCP);
    deliver(calleeRtp, Peer.packet(2, 1, 0), CALLEE);
    assertThat(count(Outcome.INACTIVE)).isEqualTo(2);
    assertThat(count(Outcome.NO_DESTINATION)).isEqualTo(1);
    assertThat(callerRtp.sent).isEmpty();
    assertThat(calleeRtp.sent).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0.0.0.0, 4000", "224.0.0.5, 4000", "255.255.255.255, 4000", "::, 4000", "ff02::1, 4000", "192.0.2.1, 0"})
  void shouldNotSendToAnAddressThatIsNoSingleHost(String host, int port) {
    InetSocketAddress nowhere = new InetSocketAddress(host, port);
    onLoop(() -> callee.update(spec(nowhere, nowhere, CODECS)));
    deliver(callerRtp, Peer.packet(1, 1, 0), CALLER);
    assertThat(calleeRtp.sent).isEmpty();
    assertThat(count(Outcome.NO_DESTINATION)).isEqualTo(1);
  }

  @Test
  void shouldNeitherTakeNorSendOnHoldOfTheOldKind() {
    deliver(callerRtp, Peer.packet(1, 1, 0), CALLER);
    onLoop(() -> caller.update(new StreamSpec(true, true, null, null, false, CODECS)));
    deliver(calleeRtp, Peer.packet(2, 1, 0), CALLEE);
    deliver(callerRtp, Peer.packet(1, 2, 0), CALLER);
    assertThat(callerRtp.sent).isEmpty();
    assertThat(count(Outcome.UNSIGNALLED)).isEqualTo(1);
    onLoop(() -> caller.update(spec(CALLER, CALLER_RTCP, CODECS)));
    deliver(calleeRtp, Peer.packet(2, 2, 0), CALLEE);
    assertThat(callerRtp.sent.getLast().to()).isEqualTo(CALLER);
  }

  @Test
  void shouldLearnWhereToSendWhenSdpNamesAHost() {
    onLoop(() -> caller.update(new StreamSpec(true, true, null, null, true, CODECS)));
    for (int sequence = 1; sequence <= 3; sequence++) {
      deliver(callerRtp, Peer.packet(1, sequence, 0), CALLER);
    }
    deliver(calleeRtp, Peer.packet(2, 1, 0), CALLEE);
    assertThat(callerRtp.sent.getLast().to()).isEqualTo(CALLER);
  }

  @Test
  void shouldCountWhatTheKernelRefuses() {
    calleeRtp.refuses = true;
    deliver(callerRtp, Peer.packet(1, 1, 0), CALLER);
    assertThat(count(Outcome.SEND_REFUSED)).isEqualTo(1);
    assertThat(callee.totals().sent()).isZero();
  }

  @Test
  void shouldTakeNothingOnceClosed() {
    onLoop(callee::close);
    deliver(callerRtp, Peer.packet(1, 1, 0), CALLER);
    deliver(calleeRtp, Peer.packet(2, 1, 0), CALLEE);
    assertThat(calleeRtp.sent).isEmpty();
    assertThat(callerRtp.sent).isEmpty();
  }

  @Test
  void shouldSurviveGarbageAndRelayOn() {
    Random random = new Random(4475);
    deliver(callerRtp, Peer.packet(1, 1, 0), CALLER);
    deliver(callerRtcp, Peer.receiverReport(1), CALLER_RTCP);
    for (int i = 0; i < 3000; i++) {
      byte[] garbage = new byte[random.nextInt(i % 100 == 0 ? 3000 : 80)];
      random.nextBytes(garbage);
      if (garbage.length > 0 && i % 2 == 0) {
        garbage[0] = (byte) (0x80 | garbage[0] & 0x3f);
      }
      deliver(i % 3 == 0 ? callerRtcp : callerRtp, garbage, i % 5 == 0 ? STRANGER : i % 3 == 0 ? CALLER_RTCP : CALLER);
    }
    assertThat(count(Outcome.FAULT)).isZero();
    assertThat(count(Outcome.TOO_SHORT)).isPositive();
    assertThat(count(Outcome.WRONG_VERSION)).isPositive();
    assertThat(count(Outcome.BAD_LENGTH)).isPositive();
    assertThat(count(Outcome.TOO_LONG)).isPositive();
    assertThat(count(Outcome.NOT_RTCP)).isPositive();
    byte[] last = Peer.packet(1, 2, 0x77);
    deliver(callerRtp, last, CALLER);
    assertThat(calleeRtp.sent.getLast().bytes()).isEqualTo(last);
    deliver(calleeRtp, Peer.packet(2, 1, 0), CALLEE);
    assertThat(callerRtp.sent.getLast().to()).isEqualTo(CALLER);
  }
}
