package org.earshot.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IdsTest {
  private final Ids ids = new Ids();

  @Test
  void shouldTellALoopFromASpiral() {
    String branch = ids.branchFor("600");
    assertThat(ids.isOurs(branch)).isTrue();
    assertThat(ids.isLoop(branch, "600")).isTrue();
    assertThat(ids.isLoop(branch.toUpperCase(), "600")).isTrue();
    assertThat(ids.isLoop(branch, "601")).isFalse();
  }

  @Test
  void shouldTakeABranchOfAnotherRequestForALoop() {
    assertThat(ids.isLoop(ids.branch(), "600")).isTrue();
    assertThat(ids.isLoop(new Ids().branchFor("600"), "600")).isFalse();
    assertThat(ids.isLoop(null, "600")).isFalse();
  }
}
