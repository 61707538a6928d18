package org.earshot.media.rtcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.earshot.media.rtcp.RtcpView.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RtcpViewTest {
  private final RtcpView view = new RtcpView();

  private static ByteBuf bytes(String hex) {
    return Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(hex.replace(" ", "")));
  }

  @Test
  void shouldReadTheFirstPacketOfACompound() {
    assertThat(view.wrap(bytes("80c90001 cafebabe 81ca0002 cafebabe 01026162"))).isEqualTo(Shape.VALID);
    assertThat(view.firstType()).isEqualTo(201);
    assertThat(view.ssrc()).isEqualTo(0xcafebabe);
  }

  @ParameterizedTest
  @CsvSource({
    "80c90000, TOO_SHORT",
    "40c90001 cafebabe, WRONG_VERSION",
    "80000001 cafebabe, WRONG_TYPE",
    "80c90002 cafebabe, BAD_LENGTH",
    "80c90001 cafebabe 81ca, BAD_LENGTH",
    "80c90001 cafebabe 8100 0001 cafebabe, WRONG_TYPE"})
  void shouldSayWhatIsWrong(String hex, Shape shape) {
    assertThat(view.wrap(bytes(hex))).isEqualTo(shape);
  }

  @ParameterizedTest
  @CsvSource({
    "80c80001 cafebabe, true",
    "80df0001 cafebabe, true",
    "80bf0001 cafebabe, false",
    "80e00001 cafebabe, false",
    "00c80001 cafebabe, false",
    "80800001 cafebabe, false",
    "80c8, false"})
  void shouldTellRtcpFromRtpByItsSecondOctet(String hex, boolean rtcp) {
    assertThat(RtcpView.isRtcp(bytes(hex))).isEqualTo(rtcp);
  }

  @Property
  void shouldNeverReadOutsideOfTheDatagram(@ForAll @Size(max = 60) byte[] anything) {
    ByteBuf datagram = Unpooled.wrappedBuffer(anything);
    RtcpView.isRtcp(datagram);
    if (view.wrap(datagram) == Shape.VALID) {
      assertThat(view.firstType()).isBetween(192, 223);
      view.ssrc();
    }
  }
}
