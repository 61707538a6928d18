package org.earshot.media.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.earshot.media.StreamSpec.Codec;
import org.junit.jupiter.api.Test;

class PayloadTypesTest {

  @Test
  void shouldAllowWhatEitherSideNamesAndComfortNoise() {
    PayloadTypes types = PayloadTypes.negotiated(List.of(new Codec(0, "PCMU", 8000), new Codec(101, "TELEPHONE-EVENT", 8000)),
        List.of(new Codec(127, "X", 8000), new Codec(63, "Y", 8000)));
    for (int type = 0; type < 128; type++) {
      assertThat(types.contains(type)).as("type %d", type).isEqualTo(List.of(0, 13, 63, 101, 127).contains(type));
    }
  }

  @Test
  void shouldAllowEverythingWhileNothingIsKnown() {
    assertThat(PayloadTypes.negotiated(List.of(), List.of(new Codec(0, "PCMU", 8000)))).isEqualTo(PayloadTypes.ALL);
    assertThat(PayloadTypes.ALL.contains(77)).isTrue();
  }
}
