package org.earshot.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.earshot.media.rtp.RtpPacketView.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RtpPacketViewTest {
  private final RtpPacketView view = new RtpPacketView();

  private static ByteBuf bytes(String hex) {
    return Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(hex.replace(" ", "")));
  }

  @Test
  void shouldReadTheFixedHeaderWhereverTheBufferBegins() {
    ByteBuf datagram = bytes("ffff 80 88 fffe 80000001 deadbeef 0102").skipBytes(2);
    assertThat(view.wrap(datagram)).isEqualTo(Shape.VALID);
    assertThat(view.payloadType()).isEqualTo(8);
    assertThat(view.marker()).isTrue();
    assertThat(view.sequence()).isEqualTo(65534);
    assertThat(view.timestamp()).isEqualTo(0x80000001L);
    assertThat(view.ssrc()).isEqualTo(0xdeadbeef);
    assertThat(view.payloadLength()).isEqualTo(2);
    assertThat(view.payload(1)).isEqualTo((byte) 2);
    assertThat(view.buffer().readableBytes()).isEqualTo(14);
  }

  @Test
  void shouldFindThePayloadBehindSourcesAndExtensionAndBeforePadding() {
    String header = "b2 00 0001 00000002 00000003";
    String sources = "000000aa 000000bb";
    String extension = "bede 0001 11223344";
    assertThat(view.wrap(bytes(header + sources + extension + "99 98 97" + "00 02"))).isEqualTo(Shape.VALID);
    assertThat(view.payloadLength()).isEqualTo(3);
    assertThat(view.payload(0)).isEqualTo((byte) 0x99);
  }

  @ParameterizedTest
  @CsvSource({
    "'', TOO_SHORT",
    "80 00 0001 00000002 000000, TOO_SHORT",
    "40 00 0001 00000002 00000003, WRONG_VERSION",
    "00 01 0008 2112a442 000000000000000000000000, WRONG_VERSION",
    "81 00 0001 00000002 00000003, BAD_LENGTH",
    "90 00 0001 00000002 00000003, BAD_LENGTH",
    "90 00 0001 00000002 00000003 bede0002 11223344, BAD_LENGTH",
    "a0 00 0001 00000002 00000003 00, BAD_LENGTH",
    "a0 00 0001 00000002 00000003 02, BAD_LENGTH",
    "80 00 0001 00000002 00000003, VALID"})
  void shouldSayWhatIsWrong(String hex, Shape shape) {
    assertThat(view.wrap(bytes(hex))).isEqualTo(shape);
  }

  @Test
  void shouldSayThatADatagramMayHaveBeenCutOff() {
    ByteBuf datagram = Unpooled.buffer().writeByte(0x80).writeZero(RtpPacketView.LONGEST);
    assertThat(view.wrap(datagram)).isEqualTo(Shape.TOO_LONG);
  }

  @Property
  void shouldNeverReadOutsideOfTheDatagram(@ForAll @Size(max = 60) byte[] anything) {
    if (view.wrap(Unpooled.wrappedBuffer(anything)) == Shape.VALID) {
      for (int i = 0; i < view.payloadLength(); i++) {
        view.payload(i);
      }
      assertThat(view.payloadLength()).isLessThanOrEqualTo(anything.length - RtpPacketView.FIXED_HEADER);
    }
  }
}
