package org.earshot.scenarios.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.earshot.scenarios.harness.People;
import org.earshot.scenarios.harness.People.Person;
import org.earshot.scenarios.harness.Site;

/** A telephone, or a trunk's peer, at the address that lib/users.csv gives it. */
public final class Phone implements AutoCloseable {
  private static final int BYTES_MAX = 65_535;

  private final Person person;
  private final DatagramSocket socket;
  private final Thread receiver;
  private final InetSocketAddress server;
  private final Map<String, PhoneCall> calls = new ConcurrentHashMap<>();
  private final Inbox<PhoneCall> incoming = new Inbox<>();
  private final AtomicInteger unique = new AtomicInteger();

  public Phone(String name, Site site) {
    this(People.named(name), site);
  }

  /** One that knows another password than lib/users.csv has. */
  public Phone(String name, String password, Site site) {
    this(new Person(name, password, People.named(name).address()), site);
  }

  private Phone(Person person, Site site) {
    this.person = person;
    this.server = new InetSocketAddress(Site.SERVER_ADDRESS, site.sipPort());
    try {
      this.socket = new DatagramSocket(new InetSocketAddress(InetAddress.getByName(person.address()), site.peerPort()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.receiver = Thread.ofPlatform().daemon().name(person.name()).start(this::receive);
  }

  /** Registers with digest; the 200. */
  public Message register(String algorithm) {
    Message challenge = sendRegister(Optional.empty());
    if (challenge.status() != 401) {
      throw new AssertionError("expected a challenge, got " + challenge);
    }
    return sendRegister(Optional.of(new Digest(person.name(), person.password(), algorithm)
        .answer(challenge.header("WWW-Authenticate"), "REGISTER", serverUri(), 1)));
  }

  private Message sendRegister(Optional<String> authorization) {
    PhoneCall registration = new PhoneCall(this, newToken() + "@register");
    calls.put(registration.callId(), registration);
    String aor = "<sip:" + person.name() + "@" + Site.SERVER_ADDRESS + ">";
    StringBuilder text = new StringBuilder("REGISTER " + serverUri() + " SIP/2.0\r\n");
    text.append(via()).append("Max-Forwards: 70\r\nFrom: ").append(aor).append(";tag=").append(newToken())
        .append("\r\nTo: ").append(aor).append("\r\nCall-ID: ").append(registration.callId())
        .append("\r\nCSeq: 1 REGISTER\r\n").append(contact()).append("Expires: 300\r\n");
    authorization.ifPresent(value -> text.append("Authorization: ").append(value).append("\r\n"));
    send(text.append("Content-Length: 0\r\n\r\n").toString());
    return registration.awaitFinal("REGISTER");
  }

  /** Sends an INVITE to a number; a user answers the challenge. */
  public PhoneCall call(String number) {
    return call(number, PhoneCall.PLAIN_AUDIO);
  }

  /** The same with these lines for media; {@code PORT} in them is where RTP is taken. */
  public PhoneCall call(String number, String... media) {
    PhoneCall call = new PhoneCall(this, newToken() + "@" + person.address());
    calls.put(call.callId(), call);
    call.speaks(media);
    call.invite("sip:" + number + "@" + Site.SERVER_ADDRESS + ":" + server.getPort());
    return call;
  }

  /** The next INVITE that comes. */
  public PhoneCall awaitCall() {
    return incoming.await("a call to " + person.name(), call -> true);
  }

  private void receive() {
    DatagramPacket packet = new DatagramPacket(new byte[BYTES_MAX], BYTES_MAX);
    try {
      while (!socket.isClosed()) {
        packet.setLength(BYTES_MAX);
        socket.receive(packet);
        if (packet.getLength() > 4) {
          sort(Message.parse(packet.getData(), packet.getLength()));
        }
      }
    } catch (SocketException e) {
      // closed: the test is over
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void sort(Message message) {
    String callId = message.header("Call-ID");
    PhoneCall known = calls.get(callId);
    if (known != null) {
      known.on(message);
    } else if (message.isRequest() && message.method().equals("INVITE")) {
      PhoneCall call = new PhoneCall(this, callId);
      calls.put(callId, call);
      call.on(message);
      incoming.put(call);
    }
  }

  void send(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try {
      socket.send(new DatagramPacket(bytes, bytes.length, server));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Person person() {
    return person;
  }

  /** Where it has all its ports. */
  public InetAddress address() {
    return socket.getLocalAddress();
  }

  String newToken() {
    return person.name() + unique.incrementAndGet() + "x" + Long.toHexString(System.nanoTime());
  }

  String via() {
    return "Via: SIP/2.0/UDP " + person.address() + ":" + socket.getLocalPort() + ";rport;branch=z9hG4bK" + newToken()
        + "\r\n";
  }

  String contact() {
    return "Contact: <sip:" + person.name() + "@" + person.address() + ":" + socket.getLocalPort() + ">\r\n";
  }

  private String serverUri() {
    return "sip:" + Site.SERVER_ADDRESS + ":" + server.getPort();
  }

  @Override
  public void close() {
    socket.close();
    calls.values().forEach(PhoneCall::close);
    try {
      receiver.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
