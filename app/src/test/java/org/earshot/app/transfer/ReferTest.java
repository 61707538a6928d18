package org.earshot.app.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.earshot.sip.message.Headers;
import org.earshot.sip.message.SipUri;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReferTest {

  @ParameterizedTest
  @ValueSource(strings = {"<sip:carol@example.org>", "sip:carol@example.org", "Carol <sip:carol@example.org;method=INVITE>"})
  void shouldReadABlindTransfer(String referTo) {
    Refer refer = meant(Headers.of("Refer-To", referTo));
    assertThat(refer.target().user()).isEqualTo("carol");
    assertThat(refer.replaces()).isEmpty();
    assertThat(refer.subscribed()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "<sip:carol@example.org?Replaces=12345%40192.0.2.1%3Bto-tag%3D12%3Bfrom-tag%3D5FFE-3994>",
      "sip:carol@example.org?replaces=12345%40192.0.2.1%3Bto-tag%3D12%3Bfrom-tag%3D5FFE-3994",
      "<sip:carol@example.org;transport=udp?Subject=x&Replaces=12345%40192.0.2.1;to-tag=12;from-tag=5FFE-3994>;q=1"})
  void shouldReadAnAttendedTransfer(String referTo) {
    assertThat(meant(Headers.of("Refer-To", referTo)).replaces())
        .contains(new Replaces("12345@192.0.2.1", "12", "5FFE-3994", false));
  }

  @Test
  void shouldNotSubscribeWhereItIsNotWanted() {
    assertThat(meant(Headers.of("Refer-To", "<sip:c@x>", "Refer-Sub", "false")).subscribed()).isFalse();
    assertThat(meant(Headers.of("Refer-To", "<sip:c@x>", "Refer-Sub", "true")).subscribed()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"<sip:c@x;method=BYE>, 603", "<http://x/>, 416", "nonsense, 400", "<sip:c@x?Replaces=1>, 400", "'', 400"})
  void shouldSayWhatIsWrong(String referTo, int status) {
    assertThat(Refer.read(Headers.of("Refer-To", referTo)))
        .isInstanceOfSatisfying(Refer.Reading.Refused.class, refused -> assertThat(refused.status()).isEqualTo(status));
  }

  @Test
  void shouldWantOneReferTo() {
    for (Headers headers : new Headers[] {Headers.NONE, Headers.of("Refer-To", "<sip:a@x>", "Refer-To", "<sip:b@x>"),
        Headers.of("Refer-To", "<sip:a@x>, <sip:b@x>")}) {
      assertThat(Refer.read(headers)).isInstanceOf(Refer.Reading.Refused.class);
    }
  }

  @Test
  void shouldReadAReplaces() {
    assertThat(Replaces.parse("425928@bobster.example.org;to-tag=7743;from-tag=6472"))
        .contains(new Replaces("425928@bobster.example.org", "7743", "6472", false));
    assertThat(Replaces.parse("a ; From-Tag=1 ;to-tag = 2;early-only")).contains(new Replaces("a", "2", "1", true));
    for (String wrong : new String[] {"", "a", "a;to-tag=1", ";to-tag=1;from-tag=2", "x".repeat(2000)}) {
      assertThat(Replaces.parse(wrong)).isEqualTo(Optional.empty());
    }
  }

  private static Refer meant(Headers headers) {
    Refer refer = ((Refer.Reading.Meant) Refer.read(headers)).refer();
    assertThat(refer.target().scheme()).isEqualTo(SipUri.sip("", "x", 0).scheme());
    return refer;
  }
}
