package org.earshot.media.amd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TreeModelTest {
  private static final String FEATURES = "features " + String.join(" ", Features.NAMES) + "\n";
  private static final String FIGURES = "machine 0.9\nlate 0.6\nhuman 0.3\n";

  @Test
  void shouldAddUpTheLeavesThatARowLeadsTo() {
    TreeModel model = TreeModel.parse(FEATURES + FIGURES + """
        tree 0
        node 0 span 2000 1 2
        leaf 1 -1
        node 2 words 3 3 4
        leaf 3 0.5
        leaf 4 2
        tree 5
        leaf 5 0.25
        """);
    float[] row = new float[Features.NAMES.size()];

    assertThat(model.probability(row)).isCloseTo(1 / (1 + Math.exp(0.75)), within(1e-6));
    row[Features.NAMES.indexOf("span")] = 2000;
    assertThat(model.probability(row)).isCloseTo(1 / (1 + Math.exp(-0.75)), within(1e-6));
    row[Features.NAMES.indexOf("words")] = 4;
    assertThat(model.probability(row)).isCloseTo(1 / (1 + Math.exp(-2.25)), within(1e-6));
  }

  @Test
  void shouldRefuseAModelForOtherFeatures() {
    assertThatThrownBy(() -> TreeModel.parse("features span words\n" + FIGURES)).hasMessageContaining("other features");
    assertThatThrownBy(() -> TreeModel.parse(FEATURES)).hasMessageContaining("does not say machine");
  }

  @Test
  void shouldShipAModelThatFits() {
    assertThat(TreeModel.SHIPPED.machine()).isBetween(0.8, 0.99);
    assertThat(TreeModel.SHIPPED.probability(new float[Features.NAMES.size()])).isBetween(0.0, 1.0);
  }
}
