package org.earshot.app.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RewriteTest {

  @ParameterizedTest
  @CsvSource({
      "^\\+?55(\\d+)$, +55$1, 5511987, +5511987",
      "^\\+?55(\\d+)$, $0, +5511, +5511",
      "23, 9$0, 12345, 912345",
      "^(\\d)(\\d)(x)?$, $2$1$3, 12, 21",
      "^0(?<rest>.*)$, +44${rest}, 020, +4420",
      "_9., ${EXTEN:1}, 9123, 123",
      "_9., ${EXTEN:-3}, 9123456, 456",
      "_9., ${EXTEN:1:3}, 9123456, 123",
      "_9., ${EXTEN:0:-2}, 9123456, 91234",
      "_9., 00${EXTEN}#, 91, 0091#",
      "_9., $$${EXTEN:9}, 91, $",
      "_9., 100, 91, 100",
  })
  void shouldBuildTheNumberToDial(String pattern, String rewrite, String dialled, String expected) {
    NumberPattern compiled = NumberPattern.compile(pattern);

    assertThat(Rewrite.compile(rewrite, compiled).apply(compiled.match(dialled).orElseThrow())).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"^1$, $1", "^(1)$, $2", "_1X, $1", "^1$, ${name}", "^1$, 5$", "^1$, ${EXTEN:}", "^1$, ''", "^1$, 'a b'",
      "^1$, ${EXTEN"})
  void shouldRefuseWhatThePatternCannotFill(String pattern, String rewrite) {
    NumberPattern compiled = NumberPattern.compile(pattern);

    assertThatIllegalArgumentException().isThrownBy(() -> Rewrite.compile(rewrite, compiled));
  }

  @Test
  void shouldDialAsDialledWhereThereIsNoRewrite() {
    assertThat(Rewrite.NONE.apply(NumberPattern.compile("2").match("123").orElseThrow())).isEqualTo("123");
  }

  @Property
  void shouldNeverReachBeyondTheNumber(@ForAll @NumericChars @StringLength(min = 1, max = 20) String number,
      @ForAll @IntRange(min = -30, max = 30) int offset, @ForAll @IntRange(min = -30, max = 30) int length) {
    assertThat(number).contains(Rewrite.slice(number, offset, length));
    assertThat(Rewrite.slice(number, 0, Integer.MAX_VALUE)).isEqualTo(number);
  }
}
