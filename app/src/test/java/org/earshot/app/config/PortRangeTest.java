package org.earshot.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PortRangeTest {

  @Test
  void shouldTakeTheWholePairsOfWhatIsWritten() {
    assertThat(PortRange.parse("10000-20000")).hasToString("10000-19999");
    assertThat(PortRange.parse("10001 - 20001")).hasToString("10002-20001");
    assertThat(PortRange.parse("16384-32767").calls()).isEqualTo(4096);
  }

  @Test
  void shouldRefuseWhatHoldsNoCall() {
    for (String text : new String[] {"10000-10002", "20000-10000", "80-90", "60000-70000", "10000"}) {
      assertThatThrownBy(() -> PortRange.parse(text)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(text);
    }
  }
}
