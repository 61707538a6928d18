package org.earshot.media.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.earshot.media.MediaEvent;
import org.earshot.media.MediaId;
import org.earshot.media.MediaSession;
import org.earshot.media.Playback;
import org.earshot.media.Playback.End;
import org.earshot.media.Playback.Source;
import org.earshot.media.StreamSpec.Codec;
import org.earshot.media.audio.G711;
import org.earshot.media.audio.Tones.Kind;
import org.earshot.media.audio.WavWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Audio and digits of our own, as the peer gets them. */
class PlayTest {
  private static final Codec EVENT = new Codec(101, "TELEPHONE-EVENT", 8000);
  @TempDir
  private Path folder;

  private Path prompt(int packets) throws Exception {
    Path file = folder.resolve("prompt.wav");
    try (WavWriter writer = new WavWriter(file)) {
      for (int packet = 1; packet <= packets; packet++) {
        short[] samples = new short[160];
        Arrays.fill(samples, (short) (packet * 500));
        writer.write(samples);
      }
    }
    return file;
  }

  private static ByteBuffer next(Peer peer) throws Exception {
    return ByteBuffer.wrap(Peer.bytes(peer.receiveRtp()));
  }

  private static int sequence(ByteBuffer packet) {
    return Short.toUnsignedInt(packet.getShort(2));
  }

  @Test
  void shouldPlayAFileInPlaceOfTheOtherLegAsOneStream() throws Exception {
    try (CallFixture call = new CallFixture("auto")) {
      call.callee.sendRtp(call.calleePort, Peer.packet(0x77, 100, 1));
      assertThat(next(call.caller).getInt(8)).isEqualTo(0x77);
      call.callerLeg.play(Playback.once("greeting", prompt(5)));
      List<ByteBuffer> played = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        played.add(next(call.caller));
      }
      for (int i = 0; i < 5; i++) {
        ByteBuffer packet = played.get(i);
        assertThat(packet.get(1)).as("marker on the first").isEqualTo((byte) (i == 0 ? 0x80 : 0));
        assertThat(packet.getInt(8)).isEqualTo(0x77);
        assertThat(sequence(packet)).isEqualTo(101 + i);
        assertThat(packet.get(100)).isEqualTo(G711.toMuLaw((short) ((i + 1) * 500)));
        assertThat(packet.getInt(4) - played.getFirst().getInt(4)).isEqualTo(160 * i);
      }
      MediaEvent.PlaybackEnded ended = call.callerEvents.await(MediaEvent.PlaybackEnded.class);
      assertThat(ended.name()).isEqualTo("greeting");
      assertThat(ended.why()).isEqualTo(End.FINISHED);
      assertThat(ended.playedMs()).isEqualTo(100);
      call.settle();
      call.callee.sendRtp(call.calleePort, Peer.packet(0x77, 900, 1));
      ByteBuffer after = next(call.caller);
      assertThat(sequence(after)).isEqualTo(106);
      assertThat(after.getInt(8)).isEqualTo(0x77);
    }
  }

  @Test
  void shouldSayNothingOfTheOtherLegMeanwhileAndTellTheEndOfEachPlayback() throws Exception {
    try (CallFixture call = new CallFixture("auto")) {
      call.callerLeg.play(Playback.forever("moh", new Source.Tone(Kind.RINGBACK, "us")));
      next(call.caller);
      call.callee.sendRtp(call.calleePort, Peer.packet(0x77, 100, 0x55));
      for (int i = 0; i < 5; i++) {
        assertThat(next(call.caller).get(100)).isNotEqualTo((byte) 0x55);
      }
      assertThat(call.count("replaced")).isPositive();
      call.callerLeg.play(Playback.forever("other", new Source.ComfortNoise()));
      call.callerLeg.stop();
      List<MediaEvent.PlaybackEnded> ended = call.callerEvents.await(MediaEvent.PlaybackEnded.class, 2);
      assertThat(ended).extracting(MediaEvent.PlaybackEnded::name).containsExactly("moh", "other");
      assertThat(ended).extracting(MediaEvent.PlaybackEnded::why).containsOnly(End.STOPPED);
    }
  }

  @Test
  void shouldEndWhenThePeerPressesADigit() throws Exception {
    try (CallFixture call = new CallFixture("auto")) {
      call.callerLeg.update(List.of(call.caller.spec().withCodecs(List.of(Peer.PCMU, EVENT), List.of(Peer.PCMU, EVENT))));
      call.callerLeg.play(new Playback("menu", new Source.Tone(Kind.BUSY, "eu"), 0, true));
      next(call.caller);
      byte[] pressed = ByteBuffer.allocate(16).put((byte) 0x80).put((byte) 101).putShort((short) 1).putInt(160).putInt(9)
          .put((byte) 5).put((byte) 0x8a).putShort((short) 800).array();
      call.caller.sendRtp(call.callerPort, pressed);
      assertThat(call.callerEvents.await(MediaEvent.PlaybackEnded.class).why()).isEqualTo(End.DIGIT);
      MediaEvent.Digit digit = call.callerEvents.await(MediaEvent.Digit.class);
      assertThat(digit.digit()).isEqualTo('5');
      assertThat(digit.durationMs()).isEqualTo(100);
      assertThat(digit.tones()).isFalse();
    }
  }

  @Test
  void shouldTellWhyNothingCanBePlayed() throws Exception {
    try (CallFixture call = new CallFixture("auto")) {
      call.callerLeg.play(Playback.once("missing", folder.resolve("missing.wav")));
      assertThat(call.callerEvents.await(MediaEvent.PlaybackEnded.class).why()).isEqualTo(End.UNREADABLE);
      Codec opus = new Codec(96, "OPUS", 48000);
      call.callerLeg.update(List.of(call.caller.spec().withCodecs(List.of(opus), List.of(opus))));
      call.callerLeg.play(Playback.once("wide", prompt(1)));
      assertThat(call.callerEvents.await(MediaEvent.PlaybackEnded.class, 2).getLast().why()).isEqualTo(End.NO_CODEC);
      call.callerLeg.play(Playback.once("late", prompt(1)));
      call.callerLeg.close();
      call.settle();
      assertThat(call.callerEvents.all().getLast()).isInstanceOf(MediaEvent.Closed.class);
      assertThat(call.callerEvents.all(MediaEvent.PlaybackEnded.class)).hasSize(3);
    }
  }

  @Test
  void shouldSendDigitsAsEventsInOneStreamWithThreeEnds() throws Exception {
    try (CallFixture call = new CallFixture("auto")) {
      call.callerLeg.update(List.of(call.caller.spec().withCodecs(List.of(Peer.PCMU, EVENT), List.of(Peer.PCMU, EVENT))));
      call.callerLeg.sendDigits("1#", 60);
      List<ByteBuffer> packets = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        packets.add(next(call.caller));
      }
      for (int i = 0; i < 10; i++) {
        ByteBuffer packet = packets.get(i);
        assertThat(packet.get(1)).isEqualTo((byte) (i % 5 == 0 ? 0x80 | 101 : 101));
        assertThat(packet.get(12)).isEqualTo((byte) (i < 5 ? 1 : 11));
        assertThat(packet.get(13) < 0).as("end").isEqualTo(i % 5 >= 2);
        assertThat(sequence(packet)).isEqualTo(sequence(packets.getFirst()) + i & 0xffff);
        assertThat(packet.getInt(4)).isEqualTo(packets.get(i / 5 * 5).getInt(4));
      }
      assertThat(packets.get(5).getInt(4) - packets.getFirst().getInt(4)).isEqualTo(480 + 3 * 160);
    }
  }

  @Test
  void shouldSendDigitsAsTonesToAPeerWithoutEvents() throws Exception {
    try (CallFixture call = new CallFixture("auto")) {
      call.callerLeg.sendDigits("5", 80);
      ByteBuffer first = next(call.caller);
      assertThat(first.get(1)).isEqualTo((byte) 0x80);
      assertThat(first.remaining()).isEqualTo(172);
      for (int i = 1; i < 4; i++) {
        assertThat(G711.fromMuLaw(loudest(next(call.caller)))).isGreaterThan((short) 5000);
      }
    }
  }

  private static byte loudest(ByteBuffer packet) {
    byte loudest = (byte) 0xff;
    for (int i = 12; i < 172; i++) {
      loudest = G711.fromMuLaw(packet.get(i)) > G711.fromMuLaw(loudest) ? packet.get(i) : loudest;
    }
    return loudest;
  }

  @Test
  void shouldPlayToManyAtOnceWithoutLosingAPacketOrDrifting() throws Exception {
    try (CallFixture call = new CallFixture("auto")) {
      int many = 100;
      List<Peer> peers = new ArrayList<>();
      List<Events> events = new ArrayList<>();
      Path file = prompt(25);
      for (int i = 0; i < many; i++) {
        Peer peer = new Peer();
        Events heard = new Events();
        MediaSession session = call.gateway.open(new MediaId("many" + i, 0), 1, heard);
        session.update(List.of(peer.spec()));
        session.play(Playback.once("p" + i, file));
        peers.add(peer);
        events.add(heard);
      }
      for (int i = 0; i < many; i++) {
        assertThat(events.get(i).await(MediaEvent.PlaybackEnded.class).playedMs()).isEqualTo(500);
        int before = -1;
        int start = -1;
        for (int packet = 0; packet < 25; packet++) {
          ByteBuffer received = next(peers.get(i));
          assertThat(before < 0 || sequence(received) == (before + 1 & 0xffff)).isTrue();
          before = sequence(received);
          start = packet == 0 ? received.getInt(4) : start;
        }
        peers.get(i).close();
      }
    }
  }
}
