package org.earshot.app.call;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.earshot.app.config.ServerConfig.Amd;
import org.earshot.app.events.DomainEvent;
import org.earshot.app.events.DomainEvent.Direction;
import org.earshot.app.identity.Identities;
import org.earshot.app.route.RouteDecision;
import org.earshot.app.route.Trunks;
import org.earshot.media.MediaCounters;
import org.earshot.media.MediaEvent;
import org.earshot.media.MediaEvents;
import org.earshot.media.MediaGateway;
import org.earshot.media.MediaId;
import org.earshot.media.MediaSession;
import org.earshot.media.Playback;
import org.earshot.media.Recording;
import org.earshot.media.StreamSpec;
import org.earshot.media.amd.AmdConfig;
import org.earshot.sip.SipActions;
import org.earshot.sip.leg.LegAction;
import org.earshot.sip.leg.LegEvent;
import org.earshot.sip.leg.LegPolicy;
import org.earshot.sip.message.Body;
import org.earshot.sip.message.Headers;
import org.earshot.sip.message.Hop;
import org.earshot.sip.message.LegId;
import org.earshot.sip.message.Login;
import org.earshot.sip.message.NameAddr;
import org.earshot.sip.message.OutgoingRequest;
import org.earshot.sip.message.RequestId;
import org.earshot.sip.message.RequestToken;
import org.earshot.sip.message.SipRequest;
import org.earshot.sip.message.SipResponse;
import org.earshot.sip.message.SipUri;
import org.earshot.sip.message.Transport;
import org.earshot.sip.sdp.SessionDescription;

/** One call with its real legs between a stack and a media engine that only take notes. Everything on the test's thread. */
final class CallFixture implements SipActions, MediaGateway, Trunks {
  static final String CALLER_SDP = sdp("10.1.1.1", 4000, "0 8 101", "a=candidate:1 1 UDP 1 10.1.1.1 4000 typ host");
  static final String CALLEE_SDP = sdp("10.2.2.2", 5000, "0 101", "a=x-unknown:kept");
  private static final Hop CALLER = new Hop(Transport.UDP, new InetSocketAddress("127.0.0.1", 5080));
  private static final Hop CALLEE = new Hop(Transport.UDP, new InetSocketAddress("127.0.0.1", 5090));

  /** What was sent, and for which leg. */
  record Sent(int leg, LegAction.Send action) {}

  final List<Sent> sent = new ArrayList<>();
  final List<DomainEvent> published = new ArrayList<>();
  final Map<Integer, FakeSession> sessions = new java.util.TreeMap<>();
  final CallLoop loop = new CallLoop("test", 10, System::nanoTime);
  int taken;
  boolean gone;
  boolean mediaBroken;
  Call call;
  private int requests = 1;

  /** A session that remembers what it was told. */
  static final class FakeSession implements MediaSession {
    private final MediaId id;
    final List<List<StreamSpec>> updates = new ArrayList<>();
    final List<String> told = new ArrayList<>();
    boolean listening;
    boolean answered;
    boolean closed;

    FakeSession(MediaId id) {
      this.id = id;
    }

    @Override
    public MediaId id() {
      return id;
    }

    @Override
    public void update(List<StreamSpec> streams) {
      updates.add(streams);
    }

    @Override
    public void listen(AmdConfig config) {
      listening = true;
    }

    @Override
    public void answered() {
      answered = true;
    }

    @Override
    public void listenAnew(AmdConfig config) {
      listening = true;
    }

    @Override
    public void play(Playback playback) {
      told.add("play");
    }

    @Override
    public void stop() {
      told.add("stop");
    }

    @Override
    public void sendDigits(String digits, int durationMs) {
      told.add("digits " + digits);
    }

    @Override
    public void record(Recording recording) {
      told.add("record");
    }

    @Override
    public void pauseRecording() {
      told.add("pause recording");
    }

    @Override
    public void resumeRecording() {
      told.add("resume recording");
    }

    @Override
    public void stopRecording() {
      told.add("stop recording");
    }

    @Override
    public void hearTones() {
      told.add("hear tones");
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  /** An INVITE has come and the callee has been called; {@code trunks}: how many there are to try. */
  static CallFixture dialled(Amd amd, int trunks) {
    var fixture = new CallFixture();
    fixture.begin(amd, trunks);
    fixture.opened(0);
    fixture.opened(1);
    return fixture;
  }

  void begin(Amd amd, int trunks) {
    var invite = request("INVITE", CALLER_SDP);
    var incoming = new Incoming(new LegId("c1", 0), new RequestId(1), invite);
    List<List<Attempt>> groups = IntStream.rangeClosed(1, trunks)
        .mapToObj(i -> List.<Attempt>of(new Attempt.Trunk("trunk" + i, "100"))).toList();
    var plan = new CallPlan("alice", "Alice", "100", Optional.of("alice"), Optional.empty(),
        Optional.of(Direction.OUTBOUND), groups, Cause.NOT_FOUND, Plans.policy(amd), 69, true, invite.callId(),
        Optional.of(SessionDescription.parse(CALLER_SDP)), Optional.empty());
    var redirects = new Redirects(_ -> new RouteDecision.Nowhere(), new NoLocations(), this);
    var services = new CallServices(this, this, event -> call.on(event), published::add, this, redirects,
        (_, to, _, _) -> { throw new AssertionError("there is no call " + to); }, new LocalAddresses(),
        Optional.of("earshot.example"), Optional.of(InetAddress.ofLiteral("192.0.2.1")),
        new MediaPolicies(Map.of(), Map.of()),
        new Callers(new Identities(List.of(), List.of()), List.of(), System::nanoTime), AmdConfig.DEFAULT,
        LegPolicy.standard(new Random(1)), Instant::now, System::nanoTime);
    call = new Call(incoming, plan, loop, services, () -> gone = true);
    call.begin(incoming);
  }

  void opened(int leg) {
    call.on(new MediaEvent.Opened(new MediaId("c1", leg), List.of(20_000 + 2 * leg)));
  }

  void mediaClosed() {
    sessions.forEach((leg, session) -> {
      if (session.closed) {
        call.on(new MediaEvent.Closed(new MediaId("c1", leg), List.of()));
      }
    });
  }

  void fromCallee(int leg, int status, String body) {
    call.on(leg, new LegEvent.ResponseReceived("INVITE", 0, status, "Reason", "tag" + leg, "callee-call-id",
        Headers.of("Contact", "<sip:secret@10.2.2.2>"), body.isEmpty() ? Body.NONE : Body.sdp(bytes(body))));
  }

  void acked() {
    call.on(0, new LegEvent.AckReceived(Body.NONE));
  }

  void bye(int leg) {
    call.on(leg, new LegEvent.ByeReceived(new RequestId(++requests), request("BYE", "")));
  }

  void reinvite(int leg, String sdp) {
    call.on(leg, new LegEvent.InviteReceived(new RequestId(++requests), request("INVITE", sdp)));
  }

  void answeredBye(int leg) {
    call.on(leg, new LegEvent.ResponseReceived("BYE", 0, 200, "OK", "tag" + leg, "x", Headers.NONE, Body.NONE));
  }

  /** The last thing of that kind that was sent for the leg. */
  <T extends LegAction.Send> T last(int leg, Class<T> kind) {
    return sent.reversed().stream().filter(one -> one.leg == leg && kind.isInstance(one.action)).map(Sent::action)
        .map(kind::cast).findFirst().orElseThrow(() -> new AssertionError(kind.getSimpleName() + " not in " + sent));
  }

  <T extends DomainEvent> List<T> published(Class<T> kind) {
    return published.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  static SipRequest request(String method, String sdp) {
    var uri = SipUri.parse("sip:100@192.0.2.1");
    return new SipRequest(method, uri, NameAddr.parse("\"Alice\" <sip:alice@10.1.1.1>;tag=a"),
        NameAddr.parse("<sip:100@192.0.2.1>"), "caller-call-id", 1, Headers.of("Via", "SIP/2.0/UDP 10.1.1.1"),
        sdp.isEmpty() ? Body.NONE : Body.sdp(bytes(sdp)), CALLER, CALLER.address());
  }

  static String sdp(String address, int port, String formats, String attribute) {
    return "v=0\r\no=phone 7 7 IN IP4 " + address + "\r\ns=-\r\nc=IN IP4 " + address + "\r\nt=0 0\r\nm=audio " + port
        + " RTP/AVP " + formats + "\r\na=rtpmap:101 telephone-event/8000\r\n" + attribute + "\r\n";
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void perform(LegId leg, LegAction.Send action) {
    sent.add(new Sent(leg.number(), action));
  }

  @Override
  public void login(LegId leg, Login login) {}

  @Override
  public void send(RequestToken token, OutgoingRequest request) {
    throw new AssertionError("no request outside a dialog is expected: " + request.method());
  }

  @Override
  public void respond(RequestId id, SipResponse response) {
    throw new AssertionError("a call answers by its legs");
  }

  @Override
  public MediaSession open(MediaId id, int streams, MediaEvents events) {
    var session = new FakeSession(id);
    sessions.put(id.leg(), session);
    return session;
  }

  @Override
  public void bridge(MediaSession one, MediaSession other) {
    if (mediaBroken) {
      throw new IllegalStateException("on purpose");
    }
  }

  @Override
  public MediaCounters counters() {
    throw new AssertionError("no call reads counters");
  }

  @Override
  public void close() {}

  @Override
  public Optional<String> from(Hop source) {
    return Optional.empty();
  }

  @Override
  public Optional<Address> address(String trunk) {
    return Optional.of(new Address(SipUri.parse("sip:carrier.example"), CALLEE));
  }

  @Override
  public boolean acquire(String trunk) {
    taken++;
    return true;
  }

  @Override
  public void release(String trunk) {
    taken--;
  }
}
