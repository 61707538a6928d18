package org.earshot.media.rtcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class EModelTest {

  // R = 93.2: 1 + 0.035 * 93.2 + 93.2 * 33.2 * 6.8 * 7e-6 = 4.409
  @Test
  void shouldGiveTheDefaultRatingsScoreWhenNothingIsLost() {
    assertThat(EModel.mos(0, 0)).isCloseTo(4.409, within(0.001));
  }

  // 5 % lost: 95 * 5 / 30.1 = 15.78 off, R = 77.42: 1 + 2.7097 + 77.42 * 17.42 * 22.58 * 7e-6 = 3.923
  @Test
  void shouldTakeLossIntoAccount() {
    assertThat(EModel.mos(0.05, 0)).isCloseTo(3.923, within(0.002));
  }

  // 100 ms of jitter are 200 ms of buffer: 4.8 + 0.11 * 22.7 = 7.297 off, R = 85.90: 4.226
  @Test
  void shouldTakeTheReceiversBufferIntoAccount() {
    assertThat(EModel.mos(0, 100)).isCloseTo(4.226, within(0.001));
    assertThat(EModel.mos(0, 100)).isLessThan(EModel.mos(0, 50));
  }

  @Test
  void shouldStayOnTheScale() {
    assertThat(EModel.mos(1, 5000)).isEqualTo(1.0);
    for (double loss = 0; loss <= 1; loss += 0.01) {
      assertThat(EModel.mos(loss, 10)).isBetween(1.0, 4.5);
    }
  }
}
