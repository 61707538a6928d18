package org.earshot.sip.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NameAddrTest {

  @Test
  void shouldKeepUriAndHeaderParametersApart() {
    NameAddr address = NameAddr.parse("\"A. Lice\" <sip:alice@example.org;transport=tcp> ; Tag=x1;q=0.7 ;flag");

    assertThat(address.display()).isEqualTo("A. Lice");
    assertThat(address.uri().params()).isEqualTo(Map.of("transport", "tcp"));
    assertThat(address.params()).isEqualTo(Map.of("tag", "x1", "q", "0.7", "flag", ""));
    assertThat(address).hasToString("\"A. Lice\" <sip:alice@example.org;transport=tcp>;tag=x1;q=0.7;flag");
  }

  @Test
  void shouldGiveParametersToTheHeaderWithoutAngleBrackets() {
    NameAddr address = NameAddr.parse("sip:alice@example.org;tag=x1");

    assertThat(address.uri().params()).isEmpty();
    assertThat(address.param("tag")).contains("x1");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "\"J Rosenberg \\\\\\\"\" <sip:j@example.org>        | J Rosenberg \\\"",
      "\"a, <b>; c\" <sip:j@example.org>                   | a, <b>; c",
      "caller<sip:caller@example.com>;tag=323              | caller",
      "T. desk phone <sip:ted@example.com>                 | T. desk phone",
      "\"\" <sip:ted@example.com>                          | ``",
      "<tel:+15550123>                                     | ``",
      "isbn:2983792873                                     | ``"})
  void shouldReadDisplayNames(String text, String display) {
    NameAddr address = NameAddr.parse(text);

    assertThat(address.display()).isEqualTo(display);
    assertThat(NameAddr.parse(address.toString())).isEqualTo(address);
  }

  @Test
  void shouldReadListsMindingQuotesAndBrackets() {
    List<NameAddr> all = NameAddr.parseList("\"one, two\" <sip:a,b@c>;x=\"1,2\", sip:d@e;q=1 ,<sip:f@g>");

    assertThat(all).extracting(address -> address.uri().user()).containsExactly("a,b", "d", "f");
    assertThat(all.getFirst().param("x")).contains("1,2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<sip:a@b", "\"a <sip:a@b>", "\"a\" sip:a@b", "\"a\"", "sip:a@b,", ",sip:a@b", "<sip:a@b>x",
      "<sip:a@b> <sip:c@d>", "a:b <sip:c@d>", "<sip:a@b>;tag=1;tag=2", "<sip:a@b>;=1", "<sip:a@b>;", "*", "<>",
      "\"x\\", "<sip:a@b>;x=\"1"})
  void shouldRefuseWhatIsNoAddress(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> NameAddr.parseList(text)).withMessageContaining("in address");
  }

  @Test
  void shouldRefuseTwoWhereOneIsDue() {
    assertThatIllegalArgumentException().isThrownBy(() -> NameAddr.parse("sip:a@b, sip:c@d"));
  }

  @Test
  void shouldNotLetADisplayNameEndTheLine() {
    var address = new NameAddr("x\r\nVia: y", SipUri.sip("a", "b", 0), Map.of("p", "1\r\nq"));

    assertThat(address).hasToString("\"x  Via: y\" <sip:a@b>;p=\"1  q\"");
    assertThatIllegalArgumentException().isThrownBy(() -> address.withParam("a\r\nb", ""));
  }

  @Property(tries = 300)
  void shouldReadBackWhatItPrints(@ForAll("addresses") List<NameAddr> addresses) {
    String text = String.join(", ", addresses.stream().map(NameAddr::toString).toList());

    assertThat(NameAddr.parseList(text)).isEqualTo(addresses);
    assertThat(text).doesNotContain("\r", "\n");
  }

  @Property(tries = 500)
  void shouldReadOrRefuseButNeverFail(@ForAll String text) {
    try {
      assertThat(NameAddr.parseList(text)).isNotEmpty();
    } catch (IllegalArgumentException refused) {
      assertThat(refused).hasMessageContaining("in address");
    }
  }

  @Provide
  Arbitrary<List<NameAddr>> addresses() {
    Arbitrary<String> anything = Arbitraries.strings().withCharRange('\u0000', '\u04ff').ofMaxLength(12);
    Arbitrary<String> names = Arbitraries.strings().withCharRange('a', 'z').ofMinLength(1).ofMaxLength(6);
    Arbitrary<Map<String, String>> params = Arbitraries.maps(names, anything).ofMaxSize(3);
    Arbitrary<SipUri> uris = anything.map(user -> SipUri.sip(user, "example.org", 0));
    return Combinators.combine(anything, uris, params)
        .as((display, uri, map) -> new NameAddr(display, uri, new LinkedHashMap<>(map))).list().ofMinSize(1).ofMaxSize(3);
  }
}
