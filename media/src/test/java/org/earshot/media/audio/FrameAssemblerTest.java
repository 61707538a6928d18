package org.earshot.media.audio;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.earshot.media.amd.AmdConfig;
import org.earshot.media.amd.AmdDetector;
import org.earshot.media.amd.AmdEvent;
import org.earshot.media.rtp.RtpPacketView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameAssemblerTest {
  private static final long MS = 1_000_000L;
  private static final int SSRC = 0xCAFE;

  private final List<AudioFrame> frames = new ArrayList<>();
  private final FrameAssembler assembler =
      new FrameAssembler(frame -> frames.add(new AudioFrame(frame.index(), frame.samples().clone(), frame.concealed())));

  /** Mu-law octets of something that rises and falls like talk. */
  private static byte[] speech(int ms) {
    byte[] octets = new byte[ms * 8];
    for (int i = 0; i < octets.length; i++) {
      double envelope = Math.max(0, Math.sin(2 * Math.PI * i / 8000 * 0.7));
      double wave = Math.sin(i * 0.11) + Math.sin(i * 0.23 + 1) + Math.sin(i * 0.37 + 2);
      octets[i] = G711.toMuLaw((short) (3000 * envelope * wave + 6 * Math.sin(i * 1.7)));
    }
    return octets;
  }

  private static short[] linear(byte[] octets) {
    short[] samples = new short[octets.length];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = G711.fromMuLaw(octets[i]);
    }
    return samples;
  }

  private void send(byte[] audio, int fromMs, int toMs, long timestampOffset, int ssrc, long nowMs) {
    ByteBuf datagram = Unpooled.buffer();
    datagram.writeByte(0x80).writeByte(0).writeShort(fromMs).writeInt((int) (fromMs * 8L + timestampOffset))
        .writeInt(ssrc);
    datagram.writeBytes(audio, fromMs * 8, (toMs - fromMs) * 8);
    RtpPacketView packet = new RtpPacketView();
    assertThat(packet.wrap(datagram)).isEqualTo(RtpPacketView.Shape.VALID);
    assembler.onPacket(packet, G711::fromMuLaw, nowMs * MS);
  }

  private void send(byte[] audio, int fromMs, int toMs) {
    send(audio, fromMs, toMs, 0, SSRC, fromMs);
  }

  private short[] heard() {
    short[] samples = new short[frames.size() * AudioFrame.SAMPLES];
    for (int i = 0; i < frames.size(); i++) {
      assertThat(frames.get(i).index()).isEqualTo(i);
      System.arraycopy(frames.get(i).samples(), 0, samples, i * AudioFrame.SAMPLES, AudioFrame.SAMPLES);
    }
    return samples;
  }

  private List<Long> concealed() {
    return frames.stream().filter(AudioFrame::concealed).map(AudioFrame::index).toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 20, 30, 40, 60})
  void shouldGiveTheSameSamplesAtAnyPtime(int ptime) {
    byte[] audio = speech(1200);
    for (int at = 0; at < 1200; at += ptime) {
      // the timestamp passes 2^32 in the middle
      send(audio, at, at + ptime, (1L << 32) - 4000, SSRC, at);
    }
    assertThat(heard()).isEqualTo(linear(audio));
    assertThat(concealed()).isEmpty();
  }

  @Test
  void shouldPutLatePacketsInTheirPlaceAndDropCopies() {
    byte[] audio = speech(200);
    for (int at : new int[] {0, 40, 20, 20, 60, 120, 100, 80, 140, 140, 180, 160}) {
      send(audio, at, at + 20);
    }
    assertThat(heard()).isEqualTo(linear(audio));
    assertThat(concealed()).isEmpty();
  }

  @Test
  void shouldMarkWhatIsLostAndKeepTheRestInPlace() {
    byte[] audio = speech(400);
    for (int at = 0; at < 400; at += 20) {
      if (at != 100 && at != 120 && at != 240) {
        send(audio, at, at + 20);
      }
    }
    assertThat(concealed()).containsExactly(5L, 6L, 12L);
    short[] sent = linear(audio);
    short[] heard = heard();
    for (AudioFrame frame : frames) {
      int from = (int) frame.index() * AudioFrame.SAMPLES;
      boolean same = Arrays.equals(sent, from, from + AudioFrame.SAMPLES, heard, from, from + AudioFrame.SAMPLES);
      assertThat(same).as("frame %d", frame.index()).isEqualTo(!frame.concealed());
    }
  }

  @Test
  void shouldNotPlayAPacketThatComesAfterItsFrameWasMadeUp() {
    byte[] audio = speech(400);
    for (int at = 0; at < 200; at += 20) {
      if (at != 40) {
        send(audio, at, at + 20);
      }
    }
    int before = frames.size();
    send(audio, 40, 60);
    assertThat(frames).hasSize(before);
    send(audio, 200, 220);
    assertThat(frames).hasSize(before + 1);
    assertThat(concealed()).containsExactly(2L);
  }

  @ParameterizedTest
  @CsvSource({"80000, 51966", "-80000, 51966", "0, 77", "123456789, 77"})
  void shouldGoOnWithoutAGapWhenTimestampsJumpOrTheSourceChanges(long jump, int ssrc) {
    byte[] audio = speech(400);
    for (int at = 0; at < 400; at += 20) {
      boolean after = at >= 200;
      send(audio, at, at + 20, after ? jump : 0, after ? ssrc : SSRC, at);
    }
    assertThat(heard()).isEqualTo(linear(audio));
    assertThat(concealed()).isEmpty();
  }

  @Test
  void shouldLetTimeGoOnInMarkedSilenceWhileTheSenderIsQuiet() {
    byte[] audio = speech(2000);
    for (int at = 0; at < 200; at += 20) {
      send(audio, at, at + 20);
    }
    for (int now = 200; now < 1500; now += 100) {
      assembler.onTick(now * MS);
      assertThat(frames.size() * AudioFrame.MS).isBetween(Math.min(200, now - 220), now);
    }
    assertThat(frames.size() * AudioFrame.MS).isBetween(1200, 1400);
    for (int at = 1500; at < 2000; at += 20) {
      send(audio, at, at + 20);
    }
    // the talk after the pause is where its timestamps say it is
    assertThat(frames).hasSize(100);
    assertThat(Arrays.copyOfRange(heard(), 1500 * 8, 2000 * 8)).isEqualTo(Arrays.copyOfRange(linear(audio), 1500 * 8, 2000 * 8));
    assertThat(frames.subList(10, 75)).allMatch(AudioFrame::concealed);
    assertThat(frames.get(30).samples()).containsOnly((short) 0);
  }

  @Test
  void shouldRunOnTheClockAloneWhenNothingCanBeDecoded() {
    assembler.start(0);
    for (int now = 0; now <= 5000; now += 100) {
      assembler.onTick(now * MS);
    }
    assertThat(frames.size() * AudioFrame.MS).isBetween(4800, 5000);
    assertThat(frames).allMatch(AudioFrame::concealed);
  }

  @Test
  void shouldFillUpTheLastFrameWhenFinished() {
    byte[] audio = speech(50);
    send(audio, 0, 50);
    assembler.finish();
    assertThat(Arrays.copyOf(heard(), 400)).isEqualTo(linear(audio));
    assertThat(frames).hasSize(3);
    assertThat(concealed()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 20, 30, 60})
  void shouldLeadTheDetectorToTheSameEventsAsTheFile(int ptime) {
    byte[] audio = speech(6000);
    assertThat(live(audio, ptime)).isEqualTo(replayed(audio)).isNotEmpty();
  }

  private static List<AmdEvent> replayed(byte[] audio) {
    AmdDetector detector = new AmdDetector(AmdConfig.DEFAULT);
    List<AmdEvent> events = new ArrayList<>(detector.answered());
    WavReader.frames(linear(audio), frame -> events.addAll(detector.accept(frame)));
    events.addAll(detector.finish());
    return events;
  }

  private static List<AmdEvent> live(byte[] audio, int ptime) {
    AmdDetector detector = new AmdDetector(AmdConfig.DEFAULT);
    List<AmdEvent> events = new ArrayList<>(detector.answered());
    FrameAssembler assembler = new FrameAssembler(frame -> events.addAll(detector.accept(frame)));
    RtpPacketView packet = new RtpPacketView();
    for (int at = 0; at < audio.length; at += 8 * ptime) {
      ByteBuf datagram = Unpooled.buffer();
      datagram.writeByte(0x80).writeByte(0).writeShort(at).writeInt(at).writeInt(SSRC);
      datagram.writeBytes(audio, at, Math.min(8 * ptime, audio.length - at));
      packet.wrap(datagram);
      assembler.onPacket(packet, G711::fromMuLaw, at / 8 * MS);
      assembler.onTick(at / 8 * MS);
    }
    assembler.finish();
    events.addAll(detector.finish());
    return events;
  }
}
