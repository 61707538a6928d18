package org.earshot.app.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberPatternTest {

  @ParameterizedTest
  @CsvSource({
      "_9NXXXXXX, 92345678, true", "_9NXXXXXX, 91345678, false", "_9NXXXXXX, 923456789, false", "_9NXXXXXX, 9234567, false",
      "_9nxxxxxx, 92345678, true", "_Z, 0, false", "_Z, 1, true", "_[15-7]X, 63, true", "_[15-7]X, 23, false",
      "_0., 0, false", "_0., 01, true", "_0!, 0, true", "_0!, 0123, true", "_+55., +5511, true", "_555-XXXX, 5551234, true",
      "_*98, *98, true", "_X[0]X, 505, true", "_X, ٣, false",
      "^\\+?55(\\d+)$, 5511, true", "^\\+?55(\\d+)$, +5511, true", "^\\+?55(\\d+)$, 15511, false", "55, 15511, true",
      "^911$, 911, true", "^911$, 9110, false",
  })
  void shouldMatchAsWritten(String pattern, String dialled, boolean fits) {
    assertThat(NumberPattern.compile(pattern).match(dialled).isPresent()).isEqualTo(fits);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "_", "_-", "_9.1", "_!9", "_[", "_[]X", "_X]", "_[9-1]", "(", "[", "a{2", "*"})
  void shouldRefuseWhatIsNoPattern(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> NumberPattern.compile(text))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
  }

  @Test
  void shouldGiveUpWhereAnExpressionWouldTakeForEver() {
    NumberPattern catastrophic = NumberPattern.compile("^(a+)+$");

    assertThat(catastrophic.match("a".repeat(60) + "b")).isEmpty();
    assertThat(catastrophic.match("aaaa")).isPresent();
  }

  @Test
  void shouldNotMatchWhatIsLongerThanAnyNumber() {
    NumberPattern any = NumberPattern.compile("^.*$");

    assertThat(any.match("1".repeat(NumberPattern.DIALLED_CHARS_MAX))).isPresent();
    assertThat(any.match("1".repeat(NumberPattern.DIALLED_CHARS_MAX + 1))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"911\n", "911\r\nX: y", "91\u00001"})
  void shouldNotMatchControlCharacters(String dialled) {
    assertThat(NumberPattern.compile("^911$").match(dialled)).isEmpty();
    assertThat(NumberPattern.compile("_9!").match(dialled)).isEmpty();
  }

  @Test
  void shouldExplainItselfToTheOperator() {
    assertThat(NumberPattern.compile("_9NXX-[12].").explain())
        .isEqualTo("Asterisk pattern: \"9\", a digit 2-9, 2 digits 0-9, one of [12], then one or more of anything");
    assertThat(NumberPattern.compile("^00").explain()).isEqualTo("regular expression on the number's start");
    assertThat(NumberPattern.compile("^1$").explain()).isEqualTo("regular expression on the whole number");
  }

  @Property
  void shouldAgreeWithTheClassesItStandsFor(@ForAll("pattern") String pattern, @ForAll("number") String number) {
    String byHand = pattern.substring(1).replace("X", "[0-9]").replace("Z", "[1-9]").replace("N", "[2-9]")
        .replace("+", "\\+").replaceAll("\\.$", ".+").replaceAll("!$", ".*");

    assertThat(NumberPattern.compile(pattern).match(number).isPresent()).isEqualTo(Pattern.matches(byHand, number));
  }

  @Property
  void shouldAnswerWhateverIsDialled(@ForAll String dialled) {
    assertThat(NumberPattern.compile("_X!").match(dialled).isPresent())
        .isEqualTo(dialled.length() <= NumberPattern.DIALLED_CHARS_MAX && dialled.matches("(?s)[0-9].*")
            && dialled.chars().noneMatch(Character::isISOControl));
  }

  @Provide
  Arbitrary<String> pattern() {
    Arbitrary<String> body = Arbitraries.strings().withChars("XZN0189+").ofMinLength(1).ofMaxLength(6);
    return body.flatMap(text -> Arbitraries.of("", ".", "!").map(end -> "_" + text + end));
  }

  @Provide
  Arbitrary<String> number() {
    return Arbitraries.strings().withChars("01289+").ofMinLength(1).ofMaxLength(8);
  }
}
