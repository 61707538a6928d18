package org.earshot.media.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.earshot.media.StreamSpec.Codec;
import org.junit.jupiter.api.Test;

class PayloadMapTest {
  private static final Codec EVENT = new Codec(101, "TELEPHONE-EVENT", 8000);

  @Test
  void shouldAllowWhatBothSidesNameAndComfortNoise() {
    PayloadMap map = PayloadMap.between(List.of(Peer.PCMU, EVENT, new Codec(18, "G729", 8000)),
        List.of(EVENT, Peer.PCMU, new Codec(63, "Y", 8000)));
    for (int type = 0; type < 128; type++) {
      assertThat(map.carries(type)).as("type %d", type).isEqualTo(List.of(0, 13, 101).contains(type));
      assertThat(map.contains(type)).as("type %d", type).isEqualTo(List.of(0, 13, 18, 101).contains(type));
    }
    assertThat(map.changesPackets()).as("G.729 goes no further").isTrue();
  }

  @Test
  void shouldAllowEverythingWhileNothingIsKnown() {
    assertThat(PayloadMap.between(List.of(), List.of(Peer.PCMU))).isSameAs(PayloadMap.ALL);
    assertThat(PayloadMap.between(List.of(Peer.PCMU), List.of())).isSameAs(PayloadMap.ALL);
    assertThat(PayloadMap.ALL.contains(77)).isTrue();
    assertThat(PayloadMap.ALL.changesPackets()).isFalse();
  }

  @Test
  void shouldTellCodecsOfOneNameApartByRateChannelsAndParameters() {
    Codec wide = new Codec(100, "TELEPHONE-EVENT", 48000);
    Codec aligned = new Codec(97, "AMR", 8000, 1, "octet-align=1");
    Codec efficient = new Codec(98, "AMR", 8000, 1, "");
    PayloadMap map = PayloadMap.between(List.of(EVENT, wide, aligned, efficient),
        List.of(new Codec(110, "AMR", 8000, 1, ""), new Codec(111, "AMR", 8000, 1, "octet-align=1"),
            new Codec(112, "TELEPHONE-EVENT", 48000), new Codec(113, "TELEPHONE-EVENT", 8000)));
    assertThat(List.of(map.number(101), map.number(100), map.number(97), map.number(98)))
        .containsExactly(113, 112, 111, 110);
  }

  @Test
  void shouldChangeTheLawOnlyWhereTheOtherSideDoesNotTakeItAsItIs() {
    PayloadMap both = PayloadMap.between(List.of(Peer.PCMU, Peer.PCMA), List.of(Peer.PCMA, Peer.PCMU));
    assertThat(both.changesPackets()).isFalse();
    PayloadMap one = PayloadMap.between(List.of(Peer.PCMU, Peer.PCMA), List.of(Peer.PCMA));
    assertThat(one.number(0)).isEqualTo(8);
    assertThat(one.law(0)).hasSize(256);
    assertThat(one.number(8)).isEqualTo(8);
    assertThat(one.law(8)).isNull();
  }

  @Test
  void shouldLetTheFirstOfTwoWithOneNumberCount() {
    PayloadMap map = PayloadMap.between(List.of(new Codec(96, "OPUS", 48000), new Codec(96, "ILBC", 8000)),
        List.of(new Codec(97, "OPUS", 48000), new Codec(98, "ILBC", 8000)));
    assertThat(map.number(96)).isEqualTo(97);
  }
}
