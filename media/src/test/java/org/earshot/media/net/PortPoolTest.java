package org.earshot.media.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PortPoolTest {

  @Test
  void shouldGiveEvenPortsAndGoRoundBeforeReusingOne() {
    PortPool pool = new PortPool(20_000, 20_007);
    assertThat(pool.take()).hasValue(20_000);
    pool.free(20_000);
    assertThat(pool.take()).hasValue(20_002);
    assertThat(pool.take()).hasValue(20_004);
    assertThat(pool.take()).hasValue(20_006);
    assertThat(pool.take()).hasValue(20_000);
    assertThat(pool.take()).isEmpty();
    assertThat(pool.freePairs()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"20000, 20001, 1", "20001, 20004, 1", "20001, 20005, 2", "20000, 20010, 5"})
  void shouldOnlyUseWholePairs(int min, int max, int pairs) {
    assertThat(new PortPool(min, max).pairs()).isEqualTo(pairs);
    assertThat(new PortPool(min, max).take().getAsInt()).isEven().isGreaterThanOrEqualTo(min);
  }

  @ParameterizedTest
  @CsvSource({"20000, 20000", "20001, 20002", "20010, 20000", "0, 10", "65534, 65536"})
  void shouldRefuseARangeWithoutAPair(int min, int max) {
    assertThatThrownBy(() -> new PortPool(min, max)).hasMessageContaining(min + "-" + max);
  }

  @Test
  void shouldRefuseToFreeWhatWasNotTaken() {
    assertThatThrownBy(() -> new PortPool(20_000, 20_009).free(20_000)).hasMessageContaining("20000");
  }

  @Property
  void shouldNeverGiveAPairTwice(@ForAll @Size(max = 60) List<@IntRange(max = 20) Integer> script) {
    PortPool pool = new PortPool(20_000, 20_015);
    List<Integer> held = new ArrayList<>();
    for (int choice : script) {
      if (choice < 12 || held.isEmpty()) {
        pool.take().ifPresent(port -> {
          assertThat(held).doesNotContain(port);
          held.add(port);
        });
      } else {
        pool.free(held.remove(choice % held.size()));
      }
      assertThat(pool.freePairs()).isEqualTo(8 - held.size());
    }
  }
}
