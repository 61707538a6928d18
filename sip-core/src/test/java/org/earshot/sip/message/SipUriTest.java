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

class SipUriTest {

  @Test
  void shouldReadEveryPart() {
    SipUri uri = SipUri.parse("SIPS:alice:secret@Example.ORG:5071;Transport=TCP;lr?Subject=x");

    assertThat(uri).isEqualTo(new SipUri("sips", "alice", "example.org", 5071, Map.of("transport", "TCP", "lr", "")));
    assertThat(uri.param("transport")).contains("TCP");
    assertThat(uri).hasToString("sips:alice@example.org:5071;transport=TCP;lr");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "sip:example.org                                | ''                    | example.org",
      "sip:user;par=u%40example.net@example.com       | user;par=u@example.net | example.com",
      "sip:sips%3Auser%40example.com@example.net      | sips:user@example.com | example.net",
      "sip:*21#@10.0.0.1                              | *21#                  | 10.0.0.1",
      "sip:j%c3%b6rg@[2001:DB8::10]:5070              | jörg                  | 2001:db8::10",
      "sip:user@[2001:db8:::192.0.2.1]                | user                  | 2001:db8::192.0.2.1",
      "sip:user@[::ffff:192.0.2.10];lr                | user                  | ::ffff:192.0.2.10",
      "tel:+1-212-555-0101;phone-context=example.com  | +1-212-555-0101       | ''",
      "nobodyKnowsThisScheme:totallyopaquecontent     | totallyopaquecontent  | ''",
      "http://www.example.com/~x?y=1                  | //www.example.com/~x?y=1 | ''"})
  void shouldTellUserAndHost(String text, String user, String host) {
    SipUri uri = SipUri.parse(text);

    assertThat(uri.user()).isEqualTo(user);
    assertThat(uri.host()).isEqualTo(host);
    assertThat(SipUri.parse(uri.toString())).isEqualTo(uri);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "sip", "sip:", ":x@y", "1sip:a@b", "s p:a@b", "sip:@host", "sip:a@", "sip:a@b@c", "sip:a b@c",
      "sip:a@b:port", "sip:a@b:70000", "sip:a@b:", "sip:a@2001:db8::10", "sip:a@[2001:db8::10", "sip:a@[::1]x:5060",
      "sip:a@[1:2:3:4:5:6:7:8:9]", "sip:a@[::1::2]", "sip:a@[fffff::1]", "sip:a@ho st", "sip:a@b..c", "sip:a@b;lr;lr",
      "sip:a@b;", "sip:a@b;=x", "sip:a%4@b", "sip:a%zz@b", "sip:%ff@b", "sip:a@b\r\nX: y", "sip:a<b@c", "tel:", "tel:1 2",
      "isbn:", "sip:\u00e4@b"})
  void shouldRefuseWhatIsNoUri(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> SipUri.parse(text))
        .withMessageMatching("(?s).*in URI '[^\\r\\n]*'");
  }

  @Test
  void shouldRefuseAnEndlessUri() {
    assertThatIllegalArgumentException().isThrownBy(() -> SipUri.parse("sip:" + "a".repeat(5000) + "@b"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\r\nVia: x", "a b", "a>", "\u0000", "ä", "%41", "a@b", "a:b"})
  void shouldPrintOneWordWhateverTheUserIs(String user) {
    String text = SipUri.sip(user, "example.org", 0).withParam("x", user).toString();

    assertThat(text).matches("sip:[!-=?-~]+");
    assertThat(SipUri.parse(text).user()).isEqualTo(user);
    assertThat(SipUri.parse(text).param("x")).contains(user);
  }

  @Test
  void shouldRefuseAHostThatWouldBreakTheMessage() {
    assertThatIllegalArgumentException().isThrownBy(() -> SipUri.sip("a", "b\r\nVia: x", 0));
    assertThatIllegalArgumentException().isThrownBy(() -> SipUri.sip("a", "", 0));
  }

  // the examples of RFC 3261 §19.1.4, without those that differ in headers
  @ParameterizedTest
  @CsvSource({
      "sip:%61lice@atlanta.com;transport=TCP, sip:alice@AtLanTa.CoM;Transport=tcp",
      "sip:carol@chicago.com, sip:carol@chicago.com;newparam=5",
      "sip:carol@chicago.com, sip:carol@chicago.com;security=on",
      "sip:biloxi.com;transport=tcp;method=REGISTER, sip:biloxi.com;method=REGISTER;transport=tcp"})
  void shouldMatchEquivalentUris(String one, String other) {
    assertThat(SipUri.parse(one).matches(SipUri.parse(other))).isTrue();
    assertThat(SipUri.parse(other).matches(SipUri.parse(one))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
      "SIP:ALICE@AtLanTa.CoM;Transport=udp, sip:alice@AtLanTa.CoM;Transport=UDP",
      "sip:bob@biloxi.com, sip:bob@biloxi.com:5060",
      "sip:bob@biloxi.com, sip:bob@biloxi.com;transport=udp",
      "sip:bob@biloxi.com, sip:bob@biloxi.com:6000;transport=tcp",
      "sip:carol@chicago.com;security=on, sip:carol@chicago.com;security=off",
      "sip:bob@biloxi.com, sips:bob@biloxi.com",
      "sip:bob@192.0.2.4, sip:bob@biloxi.com"})
  void shouldNotMatchOtherUris(String one, String other) {
    assertThat(SipUri.parse(one).matches(SipUri.parse(other))).isFalse();
    assertThat(SipUri.parse(other).matches(SipUri.parse(one))).isFalse();
  }

  @Property(tries = 300)
  void shouldReadBackWhatItPrints(@ForAll("uris") SipUri uri) {
    assertThat(SipUri.parse(uri.toString())).isEqualTo(uri);
    assertThat(uri.toString()).matches("[!-;=?-~]+");
  }

  @Property(tries = 500)
  void shouldReadOrRefuseButNeverFail(@ForAll String text) {
    try {
      assertThat(SipUri.parse("sip:" + text).toString()).startsWith("sip:");
    } catch (IllegalArgumentException refused) {
      assertThat(refused).hasMessageContaining("URI");
    }
  }

  @Provide
  Arbitrary<SipUri> uris() {
    Arbitrary<String> anything = Arbitraries.strings().withCharRange('\u0000', '\u04ff').ofMaxLength(12);
    Arbitrary<String> hosts = Arbitraries.of(List.of("example.org", "10.1.2.3", "::1", "2001:db8::7:1", "a-b.c_d"));
    Arbitrary<String> names = Arbitraries.strings().withCharRange('a', 'z').ofMinLength(1).ofMaxLength(6);
    Arbitrary<Map<String, String>> params = Arbitraries.maps(names, anything).ofMaxSize(3);
    return Combinators.combine(Arbitraries.of("sip", "sips"), anything, hosts, Arbitraries.integers().between(0, 65535),
        params).as((scheme, user, host, port, map) -> new SipUri(scheme, user, host, port, new LinkedHashMap<>(map)));
  }
}
