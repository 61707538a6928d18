package org.earshot.media.audio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class G711Test {
  /** ITU-T G.711 tables 2a and 2b: decoder outputs of mu-law, 14-bit, here times four. */
  @ParameterizedTest
  @CsvSource({"80, 32124", "8F, 16764", "90, 15996", "9F, 8316", "A0, 7932", "AF, 4092", "B0, 3900", "BF, 1980",
      "C0, 1884", "CF, 924", "D0, 876", "DF, 396", "E0, 372", "EF, 132", "F0, 120", "FE, 8", "FF, 0", "7F, 0",
      "7E, -8", "70, -120", "00, -32124", "0F, -16764"})
  void shouldExpandMuLawAsTheItuTableSays(String octet, short linear) {
    assertThat(G711.fromMuLaw(octet(octet))).isEqualTo(linear);
  }

  /** ITU-T G.711 tables 1a and 1b: decoder outputs of A-law, 13-bit (4032, 2112, 2016 ... 1), here times eight. */
  @ParameterizedTest
  @CsvSource({"AA, 32256", "A5, 16896", "BA, 16128", "B5, 8448", "8A, 8064", "85, 4224", "9A, 4032", "95, 2112",
      "EA, 2016", "E5, 1056", "FA, 1008", "F5, 528", "CA, 504", "DA, 248", "D5, 8", "55, -8", "54, -24",
      "2A, -32256", "25, -16896"})
  void shouldExpandALawAsTheItuTableSays(String octet, short linear) {
    assertThat(G711.fromALaw(octet(octet))).isEqualTo(linear);
  }

  @Test
  void shouldGiveBackEveryOctetWhenExpandedAndCompressed() {
    for (int octet = 0; octet < 256; octet++) {
      byte b = (byte) octet;
      assertThat(G711.toALaw(G711.fromALaw(b))).isEqualTo(b);
      byte mu = octet == 0x7F ? (byte) 0xFF : b; // mu-law has two zeros
      assertThat(G711.toMuLaw(G711.fromMuLaw(b))).isEqualTo(mu);
    }
  }

  @Test
  void shouldStayWithinHalfAnIntervalForEverySample() {
    for (int s = Short.MIN_VALUE; s <= Short.MAX_VALUE; s++) {
      short sample = (short) s;
      int halfInterval = Math.max(16, Math.abs(s) / 16) / 2 + 8;
      int clipped = Math.max(0, Math.abs(s) - 32635);
      assertThat(Math.abs(G711.fromALaw(G711.toALaw(sample)) - s)).isLessThanOrEqualTo(halfInterval);
      assertThat(Math.abs(G711.fromMuLaw(G711.toMuLaw(sample)) - s)).isLessThanOrEqualTo(halfInterval + clipped);
    }
  }

  @Test
  void shouldRiseWithTheSample() {
    for (int s = Short.MIN_VALUE; s < Short.MAX_VALUE; s++) {
      short one = (short) s;
      short next = (short) (s + 1);
      assertThat(G711.fromALaw(G711.toALaw(one))).isLessThanOrEqualTo(G711.fromALaw(G711.toALaw(next)));
      assertThat(G711.fromMuLaw(G711.toMuLaw(one))).isLessThanOrEqualTo(G711.fromMuLaw(G711.toMuLaw(next)));
    }
  }

  @Test
  void shouldBeSilentWhereTheSilenceOctetsAre() {
    assertThat(G711.fromMuLaw(G711.MU_LAW_SILENCE)).isZero();
    assertThat(G711.fromALaw(G711.A_LAW_SILENCE)).isEqualTo((short) 8);
  }

  private static byte octet(String hex) {
    return (byte) Integer.parseInt(hex, 16);
  }
}
