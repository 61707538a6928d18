package org.earshot.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;

import gov.nist.javax.sip.message.SIPMessage;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.earshot.sip.message.Headers;
import org.earshot.sip.message.Hop;
import org.earshot.sip.message.Transport;

/** Any bytes at all are a message or a reason, and never more than that. */
class AnyBytesTest {
  private static final Hop SOURCE =
      new Hop(Transport.UDP, new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 5060));

  @Provide
  Arbitrary<String> messages() {
    Arbitrary<String> line = Arbitraries.of("Via: SIP/2.0/UDP h;branch=z9hG4bK1", "v: SIP/2.0/TCP [::1]:1;rport",
        "From: <sip:a@b>;tag=1", "f: a@b", "To: \"x\\\"\" <sip:c@d>", "t: <sip:c@d>;tag=2", "Call-ID: x", "i: \u0000",
        "CSeq: 1 INVITE", "CSeq: 4294967296 BYE", "CSeq: 1 OPTIONS", "Max-Forwards: 256", "Content-Length: 7", "l: 0",
        "Contact: *", "m: <sip:a@b>", " folded", ": no name", "Route: ,,,,", "Expires: -", "Content-Type: ;;", "");
    Arbitrary<String> start = Arbitraries.of("INVITE sip:a@b SIP/2.0", "OPTIONS sip:[::1] SIP/2.0", "BYE tel:1 SIP/2.0",
        "SIP/2.0 200 OK", "SIP/2.0 999", "ACK sip:a SIP/2.0", "X Y Z", "");
    return start.flatMap(first -> line.list().ofMaxSize(14)
        .map(lines -> first + "\r\n" + String.join("\r\n", lines) + "\r\n\r\nbody"));
  }

  @Property(tries = 500)
  void shouldParseOrSayWhy(@ForAll("messages") String text) {
    check(text.getBytes(StandardCharsets.UTF_8));
  }

  @Property(tries = 500)
  void shouldBearAnyBytes(@ForAll byte[] bytes) {
    check(bytes);
  }

  private static void check(byte[] bytes) {
    RawText text = RawText.of(bytes);
    try {
      SIPMessage message = new SafeParser().parse(bytes);
      assertThat(message.getTopmostVia()).isNotNull();
      assertThat(Convert.headers(message)).isEqualTo(text.headers());
    } catch (SafeParser.Malformed problem) {
      assertThat(problem.status).isIn(400, 505);
    }
    Optional<byte[]> answer = RawAnswer.to(text, 400, "Bad Request", SOURCE, "Test", Headers.NONE);
    answer.ifPresent(AnyBytesTest::checkAnswer);
  }

  private static void checkAnswer(byte[] answer) {
    var wire = new Wire(new String(answer, StandardCharsets.UTF_8));
    assertThat(wire.firstLine()).isEqualTo("SIP/2.0 400 Bad Request");
    assertThat(wire.header("Via")).contains("received=192.0.2.1");
    assertThat(wire.count("CSeq")).isOne();
    assertThat(wire.text()).endsWith("Content-Length: 0\r\n\r\n");
  }
}
