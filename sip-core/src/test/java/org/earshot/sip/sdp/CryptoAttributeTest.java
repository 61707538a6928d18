package org.earshot.sip.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.earshot.sip.sdp.CryptoAttribute.Suite;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CryptoAttributeTest {
  private static final String KEY = "WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz";

  @ParameterizedTest
  @ValueSource(strings = {"1 AES_CM_128_HMAC_SHA1_80 inline:" + KEY, "1  AES_CM_128_HMAC_SHA1_80\tinline:" + KEY + "|2^20",
      "1 AES_CM_128_HMAC_SHA1_80 inline:" + KEY + "|1048576 WSH=64"})
  void shouldReadAKey(String value) {
    CryptoAttribute crypto = CryptoAttribute.parse(value).orElseThrow();
    assertThat(crypto.tag()).isEqualTo(1);
    assertThat(crypto.suite()).isEqualTo(Suite.AES_CM_128_HMAC_SHA1_80);
    assertThat(HexFormat.of().formatHex(crypto.keySalt()))
        .isEqualTo("59535f5f5f73656d63746c202829207b09323230 3b7d0a7d0a756e6c6573".replace(" ", ""));
    assertThat(crypto).hasToString("1 AES_CM_128_HMAC_SHA1_80 inline:" + KEY);
    assertThat(CryptoAttribute.parse(crypto.toString())).contains(crypto);
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "", "1", "1 AES_CM_128_HMAC_SHA1_80", "x AES_CM_128_HMAC_SHA1_80 inline:" + KEY,
      "1 F8_128_HMAC_SHA1_80 inline:" + KEY, "1 AES_CM_128_HMAC_SHA1_80 inline:short", "1 AEAD_AES_128_GCM inline:" + KEY,
      "1 AES_CM_128_HMAC_SHA1_80 inline:****", "1 AES_CM_128_HMAC_SHA1_80 uri:" + KEY,
      "1 AES_CM_128_HMAC_SHA1_80 inline:" + KEY + "|2^20|1:4",
      "1 AES_CM_128_HMAC_SHA1_80 inline:" + KEY + ";inline:" + KEY,
      "1 AES_CM_128_HMAC_SHA1_80 inline:" + KEY + " UNENCRYPTED_SRTP", "1 AES_CM_128_HMAC_SHA1_80 inline:" + KEY + " KDR=1"})
  void shouldNotTakeWhatCannotBeDone(String value) {
    assertThat(CryptoAttribute.parse(value)).isEmpty();
  }

  @Test
  void shouldListTheUsableOnesInThePeersOrder() {
    MediaDescription media = SessionDescription.parse("v=0\no=- 1 1 IN IP4 h\nc=IN IP4 192.0.2.1\nm=audio 4 RTP/SAVP 0\n"
        + "a=crypto:9 X inline:a\na=crypto:3 AES_CM_128_HMAC_SHA1_32 inline:" + KEY
        + "\na=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:" + KEY + "\n").media().getFirst();
    assertThat(CryptoAttribute.of(media)).extracting(CryptoAttribute::tag).containsExactly(3, 1);
    assertThat(media.isSecure()).isTrue();
  }
}
