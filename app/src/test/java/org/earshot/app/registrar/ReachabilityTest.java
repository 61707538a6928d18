package org.earshot.app.registrar;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.List;
import org.earshot.app.registrar.RegisterRequest.Origin;
import org.earshot.sip.message.Hop;
import org.earshot.sip.message.SipUri;
import org.earshot.sip.message.Transport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReachabilityTest {

  @ParameterizedTest(name = "{4}")
  @CsvSource(delimiter = '|', nullValues = "-", value = {
      "udp | SIP/2.0/UDP 127.0.0.1:44010;rport | sip:a@127.0.0.1:44010 | udp:127.0.0.1:44010 | no NAT",
      "udp | SIP/2.0/UDP 127.0.0.1:44010;rport | sip:a@127.0.0.1:44020 | udp:127.0.0.1:44020 | no NAT, another port",
      "udp | SIP/2.0/UDP 127.0.0.1:44010 | sip:a@127.0.0.2 | udp:127.0.0.2:5060 | no NAT, another machine",
      "udp | SIP/2.0/UDP 127.0.0.1:44010 | sip:a@127.0.0.1:44020;transport=TCP | tcp:127.0.0.1:44020 | no NAT, TCP",
      "udp | SIP/2.0/UDP 127.0.0.1:44010 | sip:a@phone.example.org | udp:127.0.0.1:44010 | a name",
      "udp | SIP/2.0/UDP 127.0.0.1:44010 | sips:a@127.0.0.2 | udp:127.0.0.1:44010 | not ours to reach",
      "udp | SIP/2.0/UDP 127.0.0.1:44010 | sip:a@0.0.0.0:44020 | udp:127.0.0.1:44010 | no address at all",
      "udp | SIP/2.0/UDP 192.168.1.5:5060;received=127.0.0.1;rport=44010 | sip:a@192.168.1.5 | udp:127.0.0.1:44010 | NAT",
      "udp | SIP/2.0/UDP 127.0.0.1:5060;rport | sip:a@127.0.0.1 | udp:127.0.0.1:44010 | NAT that changes the port",
      "udp | SIP/2.0/UDP phone.local:44010;rport | sip:a@127.0.0.2 | udp:127.0.0.1:44010 | a Via that says nothing",
      "udp | - | sip:a@127.0.0.2 | udp:127.0.0.1:44010 | through a proxy",
      "udp | rubbish | sip:a@127.0.0.2 | udp:127.0.0.1:44010 | no Via to speak of",
      "tcp | SIP/2.0/TCP 127.0.0.1:44010 | sip:a@127.0.0.1:44020;transport=tcp | tcp:127.0.0.1:44010 | its connection",
      "wss | SIP/2.0/WSS df7jal23ls0d.invalid | sip:a@df7jal23ls0d.invalid | wss:127.0.0.1:44010 | a browser",
  })
  void shouldSendWhereThePhoneCanBeReached(String transport, String via, String contact, String expected, String why) {
    var source = new Hop(Transport.of(transport), new InetSocketAddress("127.0.0.1", 44010));
    var origin = new Origin(source, via == null ? "" : via, "call", 1, "", List.of());

    assertThat(Reachability.of(SipUri.parse(contact), origin)).as(why).hasToString(expected);
  }
}
