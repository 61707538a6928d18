package org.earshot.media.dtmf;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import org.earshot.media.rtp.RtpPacketView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Digits sent and read as RFC 4733 events, with what a network does to them. */
class TelephoneEventTest {
  private static final long MS = 1_000_000L;
  private final List<String> heard = new ArrayList<>();
  private final TelephoneEventReceiver receiver = new TelephoneEventReceiver(new TelephoneEventReceiver.Listener() {
    @Override
    public void began(char digit) {
      heard.add("+" + digit);
    }

    @Override
    public void ended(char digit, int durationMs) {
      heard.add(digit + " " + durationMs);
    }
  });
  private final RtpPacketView view = new RtpPacketView();
  private long nowNanos;

  private void packet(int timestamp, int event, boolean end, int duration) {
    ByteBuf packet = Unpooled.buffer().writeByte(0x80).writeByte(101).writeShort(1).writeInt(timestamp).writeInt(7)
        .writeByte(event).writeByte(end ? 0x8a : 0x0a).writeShort(duration);
    assertThat(view.wrap(packet)).isEqualTo(RtpPacketView.Shape.VALID);
    nowNanos += 20 * MS;
    receiver.on(view, 8000, nowNanos);
    receiver.tick(nowNanos);
  }

  /** All packets of a digit. */
  private static List<byte[]> sent(char digit, int durationMs) {
    var packets = new ArrayList<byte[]>();
    var sender = new TelephoneEventSender(digit, durationMs);
    byte[] payload = new byte[4];
    while (sender.next(payload)) {
      assertThat(sender.first()).isEqualTo(packets.isEmpty());
      packets.add(payload.clone());
    }
    return packets;
  }

  @Test
  void shouldSendRisingDurationsAndTheEndThreeTimes() {
    List<byte[]> packets = sent('#', 100);
    assertThat(packets).hasSize(7);
    for (int i = 0; i < packets.size(); i++) {
      byte[] packet = packets.get(i);
      assertThat(packet[0]).isEqualTo((byte) 11);
      assertThat((packet[1] & 0x80) != 0).isEqualTo(i >= 4);
      assertThat((packet[2] & 0xff) << 8 | packet[3] & 0xff).isEqualTo(160 * Math.min(i + 1, 5));
    }
  }

  @ParameterizedTest
  @ValueSource(chars = {'0', '1', '9', '*', '#', 'A', 'D'})
  void shouldReadEachDigitOnceWithItsDuration(char digit) {
    sent(digit, 120).forEach(payload -> packet(1000, payload[0], (payload[1] & 0x80) != 0,
        (payload[2] & 0xff) << 8 | payload[3] & 0xff));
    assertThat(heard).containsExactly("+" + digit, digit + " 120");
  }

  @Test
  void shouldEndADigitWhoseEndPacketsWereLostByTheNextOne() {
    packet(1000, 1, false, 160);
    packet(1000, 1, false, 320);
    packet(3000, 2, false, 160);
    packet(3000, 2, true, 480);
    assertThat(heard).containsExactly("+1", "1 40", "+2", "2 60");
  }

  @Test
  void shouldEndADigitWhoseEndPacketsWereLostWhenNothingComes() {
    packet(1000, 5, false, 400);
    receiver.tick(nowNanos + 100 * MS);
    assertThat(heard).containsExactly("+5");
    receiver.tick(nowNanos + 200 * MS);
    receiver.tick(nowNanos + 400 * MS);
    assertThat(heard).containsExactly("+5", "5 50");
    packet(1000, 5, true, 800);
    assertThat(heard).as("its end comes very late").hasSize(2);
  }

  @Test
  void shouldTellTheSameDigitTwiceWhenItIsPressedTwice() {
    packet(1000, 7, true, 400);
    packet(2000, 7, true, 400);
    assertThat(heard).containsExactly("+7", "7 50", "+7", "7 50");
  }

  @Test
  void shouldReadADigitOfWhichOnlyTheEndCame() {
    packet(1000, 3, true, 800);
    packet(1000, 3, true, 800);
    assertThat(heard).containsExactly("+3", "3 100");
  }

  @Test
  void shouldNotTakeAPacketOfAnEarlierDigitForANewOne() {
    packet(1000, 1, true, 400);
    packet(2000, 2, false, 160);
    packet(1000, 1, true, 400);
    packet(2000, 2, true, 400);
    assertThat(heard).containsExactly("+1", "1 50", "+2", "2 50");
  }

  @Test
  void shouldLeaveOtherEventsAndGarbageAlone() {
    packet(1000, 16, true, 400);
    packet(2000, 255, true, 400);
    view.wrap(Unpooled.buffer().writeByte(0x80).writeByte(101).writeZero(10).writeByte(1));
    receiver.on(view, 8000, 0);
    assertThat(heard).isEmpty();
  }
}
