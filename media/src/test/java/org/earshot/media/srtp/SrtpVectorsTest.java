package org.earshot.media.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.HexFormat;
import org.earshot.media.SrtpKeys;
import org.earshot.media.SrtpKeys.Suite;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Packets as others protect them: master key and salt of RFC 3711 B.3, and those that libsrtp checks itself with. */
class SrtpVectorsTest {
  private static final String PLAIN = "800f1234decafbadcafebabeabababababababababababababababab";
  private static final String CONTROL = "81c8000bcafebabeabababababababababababababababab";

  @ParameterizedTest
  @CsvSource({
      "AES_CM_128_HMAC_SHA1_80, e1f97a0d3e018be0d64fa32c06de41390ec675ad498afeebb6960b3aabe6,"
          + "800f1234decafbadcafebabe4e55dc4ce79978d88ca4d215949d2402b78d6acc99ea179b8dbb",
      "AES_CM_128_HMAC_SHA1_32, e1f97a0d3e018be0d64fa32c06de41390ec675ad498afeebb6960b3aabe6,"
          + "800f1234decafbadcafebabe4e55dc4ce79978d88ca4d215949d2402b78d6acc",
      "AEAD_AES_128_GCM, 000102030405060708090a0b0c0d0e0fa0a1a2a3a4a5a6a7a8a9aaab,"
          + "800f1234decafbadcafebabec5002ede04cfdd2eb91159e0880aa06ed2976826f796b201df3131a127e8a392"})
  void shouldProtectAndUnprotectAsOthersDo(Suite suite, String keySalt, String sealed) {
    SrtpSession session = new SrtpSession(new SrtpKeys(suite, hex(keySalt), hex(keySalt)));
    assertThat(ByteBufUtil.hexDump(session.protect(bytes(PLAIN)))).isEqualTo(sealed);

    ByteBuf packet = bytes(sealed);
    assertThat(session.unprotect(packet)).isEqualTo(SrtpStatus.OK);
    assertThat(ByteBufUtil.hexDump(packet)).isEqualTo(PLAIN);
  }

  @ParameterizedTest
  @CsvSource({
      "AES_CM_128_HMAC_SHA1_80, e1f97a0d3e018be0d64fa32c06de41390ec675ad498afeebb6960b3aabe6,"
          + "81c8000bcafebabe7128035be487b9bdbef89041f977a5a880000001993e08cd54d6c1230798",
      "AEAD_AES_128_GCM, 000102030405060708090a0b0c0d0e0fa0a1a2a3a4a5a6a7a8a9aaab,"
          + "81c8000bcafebabec98b8b5df0392a55852b6c21ac8e7025c52c6fbea2b3b446ea31123ba88ce61e80000001"})
  void shouldProtectAndUnprotectControlAsOthersDo(Suite suite, String keySalt, String sealed) {
    SrtpSession session = new SrtpSession(new SrtpKeys(suite, hex(keySalt), hex(keySalt)));
    ByteBuf packet = bytes(sealed);
    assertThat(session.unprotectControl(packet)).isEqualTo(SrtpStatus.OK);
    assertThat(ByteBufUtil.hexDump(packet)).isEqualTo(CONTROL);
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }

  private static ByteBuf bytes(String text) {
    return Unpooled.buffer().writeBytes(hex(text));
  }
}
