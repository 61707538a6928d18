package org.earshot.sip.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.earshot.sip.ConnectionSettings;
import org.earshot.sip.SipGate;
import org.earshot.sip.SipSettings;
import org.earshot.sip.SipSettings.ListenPoint;
import org.earshot.sip.SipStartException;
import org.earshot.sip.TlsSettings;
import org.earshot.sip.leg.LegAction;
import org.earshot.sip.leg.LegCommand.Invite;
import org.earshot.sip.message.Body;
import org.earshot.sip.message.Headers;
import org.earshot.sip.message.Hop;
import org.earshot.sip.message.LegId;
import org.earshot.sip.message.NameAddr;
import org.earshot.sip.message.RequestId;
import org.earshot.sip.message.SipUri;
import org.earshot.sip.message.Transport;
import org.earshot.sip.trace.SipTrace;

/** A real endpoint on loopback, UDP and TCP on one port, with its events and traces recorded. */
final class Server implements AutoCloseable {
  static final String SDP = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
      + "m=audio 40000 RTP/AVP 0\r\n";

  final int port;
  final Recorder events = new Recorder();
  final List<SipTrace> traces = new CopyOnWriteArrayList<>();
  final RunningStack stack;

  Server() throws SipStartException {
    this("127.0.0.1", 1000, 1);
  }

  /** {@code speed}: how much faster than life the stack's timers run. */
  Server(String host, int callsMax, int speed) throws SipStartException {
    this.port = freePort();
    this.stack = RunningStack.start(settings(host, port, callsMax), events, traces::add, SipGate.OPEN, new StackTimer(speed));
  }

  /** UDP and TCP behind a gate. */
  Server(SipGate gate) throws SipStartException {
    this.port = freePort();
    this.stack = RunningStack.start(settings("127.0.0.1", port, 1000), events, traces::add, gate, new StackTimer(1));
  }

  /** One point of that transport on loopback. */
  Server(Transport transport, Optional<TlsSettings> tls, ConnectionSettings connections) throws SipStartException {
    this.port = freePort();
    var point = new ListenPoint(transport, new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
    var settings = new SipSettings(List.of(point), Optional.empty(), "Earshot-Test", 8192, 2, 1000, tls, connections);
    this.stack = RunningStack.start(settings, events, traces::add, SipGate.OPEN, new StackTimer(1));
  }

  static SipSettings settings(String host, int port, int callsMax) {
    var address = new InetSocketAddress(InetAddress.ofLiteral(host), port);
    return new SipSettings(List.of(new ListenPoint(Transport.UDP, address), new ListenPoint(Transport.TCP, address)),
        Optional.empty(), "Earshot-Test", 8192, 2, callsMax);
  }

  /** A port that nobody has at the moment, neither for UDP nor for TCP. */
  static int freePort() {
    while (true) {
      try (var tcp = new ServerSocket(0); var udp = new DatagramSocket(tcp.getLocalPort())) {
        return udp.getLocalPort();
      } catch (BindException taken) {
        // by UDP: the next one
      } catch (IOException problem) {
        throw new UncheckedIOException(problem);
      }
    }
  }

  UdpPeer udpPeer() throws IOException {
    return new UdpPeer(port);
  }

  void ring(LegId leg, RequestId invite) {
    stack.perform(leg, new LegAction.SendProvisional(invite, 180, "Ringing", Headers.NONE, Body.NONE));
  }

  void answer(LegId leg, RequestId request) {
    stack.perform(leg, new LegAction.SendFinal(request, 200, "OK", Headers.NONE, Body.sdp(SDP.getBytes())));
  }

  void ok(LegId leg, RequestId request) {
    stack.perform(leg, new LegAction.SendFinal(request, 200, "OK", Headers.NONE, Body.NONE));
  }

  void reject(LegId leg, RequestId request, int status, String reason) {
    stack.perform(leg, new LegAction.SendFinal(request, status, reason, Headers.NONE, Body.NONE));
  }

  void release(LegId leg) {
    stack.perform(leg, new LegAction.Release());
  }

  /** Dials a peer on loopback. */
  LegId dial(Transport transport, int peerPort, String... headers) {
    return dial(new Hop(transport, new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), peerPort)), headers);
  }

  LegId dial(Hop hop, String... headers) {
    LegId leg = stack.newCall();
    var invite = new Invite(SipUri.sip("bob", "peer.example", 0), hop,
        new NameAddr("Alice", SipUri.sip("alice", "example.org", 0), Map.of()),
        NameAddr.of("", SipUri.sip("bob", "peer.example", 0)), "alice", Headers.of(headers),
        Body.sdp(SDP.getBytes()));
    stack.perform(leg, new LegAction.SendInvite(invite));
    return leg;
  }

  @Override
  public void close() {
    stack.close();
  }
}
