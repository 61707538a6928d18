package org.earshot.scenarios.peer;

import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.earshot.scenarios.harness.People;
import org.earshot.scenarios.harness.People.Person;
import org.earshot.scenarios.harness.Site;

/** A telephone, or a trunk's peer, at the address that lib/users.csv gives it. */
public final class Phone implements AutoCloseable {
  private final Person person;
  private final Link link;
  private final int serverPort;
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
    this.serverPort = site.sipPort();
    this.link = new UdpLink(person.address(), site, this::sort);
  }

  private Phone(Person person, Site site, boolean browser) {
    this.person = person;
    this.serverPort = site.sipPort();
    this.link = new WebSocketLink(address(), site, this::sort);
  }

  /** One within a web page, where the case's server listens with {@code ws://}. */
  public static Phone browser(String name, Site site) {
    return new Phone(People.named(name), site, true);
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
    return call(number, "", media);
  }

  /** Takes the place of a dialog (RFC 3891). */
  public PhoneCall callInPlaceOf(String number, String replaces) {
    return call(number, "Require: replaces\r\nReplaces: " + replaces + "\r\n", PhoneCall.PLAIN_AUDIO);
  }

  private PhoneCall call(String number, String headers, String[] media) {
    PhoneCall call = new PhoneCall(this, newToken() + "@" + person.address());
    calls.put(call.callId(), call);
    call.speaks(media);
    call.invite("sip:" + number + "@" + Site.SERVER_ADDRESS + ":" + serverPort, headers);
    return call;
  }

  /** The next INVITE that comes. */
  public PhoneCall awaitCall() {
    return incoming.await("a call to " + person.name(), call -> true);
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
    link.send(text);
  }

  Person person() {
    return person;
  }

  /** Where it has all its ports. */
  public InetAddress address() {
    try {
      return InetAddress.getByName(person.address());
    } catch (UnknownHostException e) {
      throw new UncheckedIOException(e);
    }
  }

  String newToken() {
    return person.name() + unique.incrementAndGet() + "x" + Long.toHexString(System.nanoTime());
  }

  String via() {
    return "Via: SIP/2.0/" + link.transport() + " " + link.sentBy() + ";rport;branch=z9hG4bK" + newToken() + "\r\n";
  }

  String contact() {
    return "Contact: <sip:" + person.name() + "@" + link.sentBy() + ";transport="
        + link.transport().toLowerCase(Locale.ROOT) + ">\r\n";
  }

  private String serverUri() {
    return "sip:" + Site.SERVER_ADDRESS + ":" + serverPort;
  }

  @Override
  public void close() {
    link.close();
    calls.values().forEach(PhoneCall::close);
  }
}
