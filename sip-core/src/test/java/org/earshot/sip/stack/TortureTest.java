package org.earshot.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.earshot.sip.SipEvent;
import org.earshot.sip.message.SipResponse;
import org.earshot.sip.trace.SipTrace;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The messages of RFC 4475 and RFC 5118, bit by bit, over UDP, each with what it must get. Where the section leaves a
 * choice, the row says which one we take. After each of them the next request is served.
 */
class TortureTest {
  private static final Path FOLDER = Path.of("src/test/resources/torture");
  /** What the core answers to whatever reaches it: it stands for "taken as valid by the stack". */
  private static final int SERVED = 299;
  private static final int BUSY = 486;

  /** {@code outcome}: "call", "served", "silent WORD", or the status and reason that the stack gives by itself. */
  record Row(String file, String section, String outcome) {
    @Override
    public String toString() {
      return file + " (" + section + "): " + outcome;
    }
  }

  private static Row row(String file, String section, String outcome) {
    return new Row(file, section, outcome);
  }

  static List<Row> rows() {
    return List.of(
        row("wsinv", "4475 §3.1.1.1", "481 Call/Transaction Does Not Exist"), // valid, with a To tag of no dialog
        row("intmeth", "4475 §3.1.1.2", "served"),
        row("esc01", "4475 §3.1.1.3", "call"),
        row("escnull", "4475 §3.1.1.4", "served"),
        row("esc02", "4475 §3.1.1.5", "served"),
        row("lwsdisp", "4475 §3.1.1.6", "served"),
        row("longreq", "4475 §3.1.1.7", "call"),
        row("dblreq", "4475 §3.1.1.8", "served"), // the bytes after the stated length are no second request
        row("semiuri", "4475 §3.1.1.9", "served"),
        row("transports", "4475 §3.1.1.10", "served"),
        row("mpart01", "4475 §3.1.1.11", "served"),
        row("unreason", "4475 §3.1.1.12", "silent stray-response"), // a valid answer to no request of ours
        row("noreason", "4475 §3.1.1.13", "silent stray-response"),
        row("badinv01", "4475 §3.1.2.1", "400 Malformed message"),
        row("clerr", "4475 §3.1.2.2", "400 Content-Length exceeds the message"),
        row("ncl", "4475 §3.1.2.3", "400 Malformed Content-Length"),
        row("scalar02", "4475 §3.1.2.4", "400 Malformed Max-Forwards"), // and CSeq, and Expires
        row("scalarlg", "4475 §3.1.2.5", "silent cseq"),
        row("quotbal", "4475 §3.1.2.6", "400 Malformed message"),
        row("ltgtruri", "4475 §3.1.2.7", "400 Malformed Request-Line"),
        row("lwsruri", "4475 §3.1.2.8", "400 Malformed Request-Line"),
        row("lwsstart", "4475 §3.1.2.9", "400 Malformed Request-Line"),
        row("trws", "4475 §3.1.2.10", "400 Malformed Request-Line"),
        row("escruri", "4475 §3.1.2.11", "400 Headers in Request-URI"),
        row("baddate", "4475 §3.1.2.12", "call"), // may be refused; the Date is of no use to us
        row("regbadct", "4475 §3.1.2.13", "served"), // the registrar reads its Contact
        row("badaspec", "4475 §3.1.2.14", "400 Bad Request: bad To header"),
        row("baddn", "4475 §3.1.2.15", "400 Bad Request: bad From header"),
        row("badvers", "4475 §3.1.2.16", "505 Version Not Supported"),
        row("mismatch01", "4475 §3.1.2.17", "400 CSeq method does not match"),
        row("mismatch02", "4475 §3.1.2.18", "400 CSeq method does not match"), // or 501
        row("bigcode", "4475 §3.1.2.19", "silent syntax"),
        row("badbranch", "4475 §3.2.1", "served"),
        row("insuf", "4475 §3.3.1", "400 Missing From header"),
        row("unkscm", "4475 §3.3.2", "416 Unsupported URI Scheme"),
        row("novelsc", "4475 §3.3.3", "416 Unsupported URI Scheme"),
        row("unksm2", "4475 §3.3.4", "served"), // the registrar knows no such address of record
        row("bext01", "4475 §3.3.5", "420 Bad Extension"),
        row("invut", "4475 §3.3.6", "call"), // 415 is the call's to give: it knows the types it takes
        row("regaut01", "4475 §3.3.7", "served"), // the registrar challenges
        row("multi01", "4475 §3.3.8", "400 Multiple CSeq headers"),
        row("mcl01", "4475 §3.3.9", "400 Multiple Content-Length headers"),
        row("bcast", "4475 §3.3.10", "silent stray-response"),
        row("zeromf", "4475 §3.3.11", "served"), // OPTIONS ends here and needs no further hop
        row("cparam01", "4475 §3.3.12", "served"),
        row("cparam02", "4475 §3.3.13", "served"),
        row("regescrt", "4475 §3.3.14", "served"),
        row("sdp01", "4475 §3.3.15", "call"),
        row("inv2543", "4475 §3.4.1", "call"),
        row("test", "4475 appendix only", "silent headers"), // no Via, hence nobody to answer
        row("ipv6-good", "5118 §4.1", "served"),
        row("ipv6-bad", "5118 §4.2", "400 Bad Request: port"),
        row("port-ambiguous", "5118 §4.3", "served"), // the last group is part of the address
        row("port-unambiguous", "5118 §4.4", "served"),
        row("via-received-param-with-delim", "5118 §4.5", "481 Call/Transaction Does Not Exist"),
        row("via-received-param-no-delim", "5118 §4.5", "served"),
        row("ipv6-in-sdp", "5118 §4.6", "call"),
        row("mult-ip-in-header", "5118 §4.7", "481 Call/Transaction Does Not Exist"),
        row("mult-ip-in-sdp", "5118 §4.8", "call"),
        row("ipv4-mapped-ipv6", "5118 §4.9", "call"),
        row("ipv6-bug-abnf-3-colons", "5118 §4.10", "served"),
        row("ipv6-correct-abnf-2-colons", "5118 §4.10", "served"));
  }

  private static final Set<String> SEEN = new HashSet<>();
  private static Server server;

  @BeforeAll
  static void start() throws Exception {
    server = new Server("127.0.0.1", 100, 20);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void shouldHaveARowForEachMessage() throws Exception {
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertThat(rows().stream().map(row -> row.file() + ".dat").sorted())
          .containsExactlyElementsOf(files.map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".dat")).sorted().toList());
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void shouldAnswerAsTheRfcSays(Row row) throws Exception {
    byte[] message = Files.readAllBytes(FOLDER.resolve(row.file + ".dat"));
    forgetNamesakes(message);
    server.traces.clear();
    try (UdpPeer peer = server.udpPeer()) {
      peer.send(message);
      switch (row.outcome.split(" ")[0]) {
        case "call" -> expectCall(peer);
        case "served" -> expectServed(peer);
        case "silent" -> expectSilence(peer, row.outcome.split(" ")[1]);
        default -> assertThat(peer.await(wire -> wire.status() >= 200).firstLine())
            .startsWith("SIP/2.0 " + row.outcome);
      }
    }
    expectTheNextToBeServed();
  }

  /** Some of the messages have the same branch and sender: to the transaction layer the second is a repeat. */
  private static void forgetNamesakes(byte[] message) {
    var via = Pattern.compile("(?im)^v(?:ia)?\\s*:(.*)$").matcher(new String(message, StandardCharsets.ISO_8859_1));
    if (via.find() && !SEEN.add(via.group(1))) {
      await().until(() -> server.stack.transactions() == 0);
    }
  }

  private static void expectCall(UdpPeer peer) throws Exception {
    var call = server.events.next(SipEvent.NewCall.class);
    server.reject(call.leg(), call.id(), BUSY, "Busy Here");
    Wire answer = peer.awaitStatus(BUSY);
    assertThat(answer.count("Via")).isPositive();
    assertThat(answer.header("To")).contains("tag=");
    server.release(call.leg());
  }

  private static void expectServed(UdpPeer peer) throws Exception {
    var request = server.events.next(SipEvent.OutOfDialog.class);
    server.stack.respond(request.id(), SipResponse.of(SERVED, "Served"));
    assertThat(peer.receive().status()).isEqualTo(SERVED);
  }

  private static void expectSilence(UdpPeer peer, String word) {
    await().until(() -> server.traces.stream().anyMatch(trace -> switch (trace) {
      case SipTrace.Malformed(String reason, var _) -> reason.equals(word);
      case SipTrace.Refused(String reason, var _) -> reason.equals(word);
      case SipTrace.Request _, SipTrace.Response _ -> false;
    }));
    assertThat(server.traces).noneMatch(trace -> trace instanceof SipTrace.Response response
        && response.direction() == SipTrace.Direction.OUT && response.peer().address().getPort() == peer.port());
  }

  private static void expectTheNextToBeServed() throws Exception {
    try (UdpPeer peer = server.udpPeer()) {
      peer.send(new Phone(peer).request("OPTIONS", "sip:example.org", 1, Phone.branch()));
      var request = server.events.next(SipEvent.OutOfDialog.class);
      server.stack.respond(request.id(), SipResponse.of(200, "OK"));
      assertThat(peer.receive().status()).isEqualTo(200);
    }
  }

  @Test
  void shouldPassTheBodyByteForByteWhenItIsMultipartAndBinary() throws Exception {
    byte[] message = Files.readAllBytes(FOLDER.resolve("mpart01.dat"));
    forgetNamesakes(message);
    try (UdpPeer peer = server.udpPeer()) {
      peer.send(message);
      var request = server.events.next(SipEvent.OutOfDialog.class);
      String text = new String(message, StandardCharsets.ISO_8859_1);
      int body = text.indexOf("\r\n\r\n") + 4;
      assertThat(request.request().body().bytes()).isEqualTo(Arrays.copyOfRange(message, body, message.length));
      server.stack.respond(request.id(), SipResponse.of(200, "OK"));
    }
  }
}
