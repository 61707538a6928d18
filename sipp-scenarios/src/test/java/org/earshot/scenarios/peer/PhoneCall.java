package org.earshot.scenarios.peer;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One call of a {@link Phone}, as caller or callee, with its media. The test's thread sends and waits. */
public final class PhoneCall implements AutoCloseable {
  private static final Pattern CONNECTION = Pattern.compile("(?m)^c=IN IP4 (\\S+)");
  private static final Pattern MEDIA = Pattern.compile("(?m)^m=\\w+ ([1-9]\\d*) ");
  static final String[] PLAIN_AUDIO = {"m=audio PORT RTP/AVP 0 101", "a=rtpmap:0 PCMU/8000",
      "a=rtpmap:101 telephone-event/8000", "a=ptime:20"};

  private final Phone phone;
  private final String callId;
  private final Inbox<Message> inbox = new Inbox<>();
  private final String tag;
  private RtpSocket media;
  private String inviteText;
  private String requestUri;
  private String extraHeaders = "";
  private String local;
  private String remote;
  private String target;
  private int cseq = 1;
  private Message invite;
  private InetSocketAddress remoteMedia;
  private String[] mediaLines = PLAIN_AUDIO;
  private int sdpVersion;

  PhoneCall(Phone phone, String callId) {
    this.phone = phone;
    this.callId = callId;
    this.tag = phone.newToken();
  }

  public String callId() {
    return callId;
  }

  void on(Message message) {
    inbox.put(message);
  }

  /** What this side's SDP says of media from now on. */
  public void speaks(String... lines) {
    mediaLines = lines.clone();
  }

  // ---- as caller

  void invite(String uri, String extra) {
    extraHeaders = extra;
    media = new RtpSocket(phone.address());
    requestUri = uri;
    local = "<sip:" + phone.person().name() + "@" + phone.person().address() + ">;tag=" + tag;
    remote = "<" + uri + ">";
    sendInvite(extraHeaders);
  }

  private void sendInvite(String extra) {
    inviteText = request("INVITE", requestUri, cseq, extra + phone.contact()
        + "Allow: INVITE, ACK, BYE, CANCEL, OPTIONS, INFO\r\nContent-Type: application/sdp\r\n", sdp());
    phone.send(inviteText);
  }

  /** Sends the same INVITE once more, as after a lost answer. */
  public void repeatInvite() {
    phone.send(inviteText);
  }

  /** Gives up before the answer; the 487. */
  public Message cancel() {
    phone.send(sentRequest("CANCEL", requestUri, remote));
    return awaitFinal("INVITE");
  }

  // RFC 3261 §9.1, §17.1.1.3: CANCEL, and the ACK of a refusal, have the branch of their INVITE.
  private String sentRequest(String method, String uri, String to) {
    String via = inviteText.lines().filter(line -> line.startsWith("Via:")).findFirst().orElseThrow();
    return method + " " + uri + " SIP/2.0\r\n" + via + "\r\nMax-Forwards: 70\r\nFrom: " + local + "\r\nTo: " + to
        + "\r\nCall-ID: " + callId + "\r\nCSeq: " + cseq + " " + method + "\r\nContent-Length: 0\r\n\r\n";
  }

  /** Waits for this provisional answer and learns the media address if it has one. */
  public Message awaitProvisional(int status) {
    return learned(inbox.await("a " + status,
        m -> !m.isRequest() && m.method().equals("INVITE") && m.status() == status));
  }

  /** Waits for the 200, answering a challenge on the way, and acknowledges it. */
  public Message awaitAnswer() {
    Message answer = awaitFinal("INVITE");
    if (answer.status() == 401 && cseq == 1) {
      phone.send(sentRequest("ACK", requestUri, answer.header("To")));
      authorize(answer);
      answer = awaitFinal("INVITE");
    }
    if (answer.status() != 200) {
      throw new AssertionError("expected an answer, got " + answer);
    }
    remote = answer.header("To");
    target = Message.uri(answer.header("Contact"));
    phone.send(request("ACK", target, cseq, "", ""));
    return learned(answer);
  }

  private void authorize(Message challenge) {
    cseq = 2;
    sendInvite(extraHeaders + "Authorization: " + new Digest(phone.person().name(), phone.person().password(), "MD5")
        .answer(challenge.header("WWW-Authenticate"), "INVITE", requestUri, 1) + "\r\n");
  }

  /** Waits for the final answer, which is a refusal, and acknowledges it; its status. */
  public int awaitRefusal() {
    int status = awaitFinal("INVITE").status();
    phone.send(sentRequest("ACK", requestUri, remote));
    return status;
  }

  /** Waits for the challenge of a user's INVITE, and sends it again with credentials. */
  public PhoneCall answerChallenge() {
    Message challenge = awaitFinal("INVITE");
    phone.send(sentRequest("ACK", requestUri, challenge.header("To")));
    authorize(challenge);
    return this;
  }

  // ---- as callee

  /** The INVITE of an incoming call. */
  public Message received() {
    if (invite == null) {
      invite = learned(awaitRequest("INVITE"));
      media = new RtpSocket(phone.address());
      local = invite.header("To") + ";tag=" + tag;
      remote = invite.header("From");
      target = Message.uri(invite.header("Contact"));
      cseq = 1000;
    }
    return invite;
  }

  public void ring() {
    respond(received(), "180 Ringing", Optional.empty());
  }

  /** 183 with SDP. */
  public void speakEarly() {
    received();
    respond(invite, "183 Session Progress", Optional.of(sdp()));
  }

  /** 200 with SDP; returns when it is acknowledged. */
  public void answer() {
    received();
    respond(invite, "200 OK", Optional.of(sdp()));
    awaitRequest("ACK");
  }

  private void respond(Message request, String status, Optional<String> sdp) {
    StringBuilder text = new StringBuilder("SIP/2.0 " + status + "\r\n");
    request.all("Via").forEach(via -> text.append("Via: ").append(via).append("\r\n"));
    String to = request.header("To");
    text.append("From: ").append(request.header("From")).append("\r\nTo: ").append(to)
        .append(to.contains(";tag=") ? "" : ";tag=" + tag).append("\r\nCall-ID: ").append(callId)
        .append("\r\nCSeq: ").append(request.header("CSeq")).append("\r\n").append(phone.contact())
        .append("Allow: INVITE, ACK, BYE, CANCEL, OPTIONS, INFO\r\n");
    sdp.ifPresent(body -> text.append("Content-Type: application/sdp\r\n"));
    String body = sdp.orElse("");
    phone.send(text.append("Content-Length: ").append(body.length()).append("\r\n\r\n").append(body).toString());
  }

  /** Takes a re-INVITE: 200 with SDP; returns it when it is acknowledged. */
  public Message answerReinvite(String... lines) {
    Message reinvite = learned(awaitRequest("INVITE"));
    speaks(lines);
    respond(reinvite, "200 OK", Optional.of(sdp()));
    awaitRequest("ACK");
    return reinvite;
  }

  /** Offers other media inside the call; the 200, acknowledged. */
  public void reinvite(String... lines) {
    speaks(lines);
    cseq++;
    phone.send(request("INVITE", target, cseq, phone.contact() + "Content-Type: application/sdp\r\n", sdp()));
  }

  /** The 200 to {@link #reinvite}, acknowledged. */
  public Message awaitReinviteAnswer() {
    Message answer = learned(awaitFinal("INVITE"));
    phone.send(request("ACK", target, cseq, "", ""));
    return answer;
  }

  /** Asks for a transfer; the answer. */
  public Message refer(String referTo) {
    cseq++;
    phone.send(request("REFER", target, cseq, phone.contact() + "Refer-To: <" + referTo + ">\r\n", ""));
    return awaitFinal("REFER");
  }

  /** This dialog as the server knows it (RFC 3891 §3). */
  public String replaces() {
    return callId + ";to-tag=" + tagOf(remote) + ";from-tag=" + tag;
  }

  private static String tagOf(String address) {
    return address.substring(address.indexOf(";tag=") + ";tag=".length());
  }

  // ---- both

  public Message awaitRequest(String method) {
    return inbox.await(method, m -> m.isRequest() && m.method().equals(method));
  }

  /** Sends a request with a body in the dialog. */
  public void askLater(String method, String type, String body) {
    cseq++;
    phone.send(request(method, target, cseq, "Content-Type: " + type + "\r\n", body));
  }

  /** The same; its answer. */
  public Message ask(String method, String type, String body) {
    askLater(method, type, body);
    return awaitFinal(method);
  }

  /** Waits for a request in the dialog and answers it 200. */
  public Message take(String method) {
    Message request = awaitRequest(method);
    respond(request, "200 OK", Optional.empty());
    return request;
  }

  /** Waits for the final answer to that method. */
  public Message awaitFinal(String method) {
    return inbox.await("an answer to " + method,
        m -> !m.isRequest() && m.method().equals(method) && m.status() >= 200);
  }

  /** Hangs up; the answer to the BYE. */
  public Message hangUp() {
    cseq++;
    phone.send(request("BYE", target, cseq, "", ""));
    return awaitFinal("BYE");
  }

  private String request(String method, String uri, int number, String headers, String body) {
    return method + " " + uri + " SIP/2.0\r\n" + phone.via() + "Max-Forwards: 70\r\nFrom: " + local + "\r\nTo: "
        + remote + "\r\nCall-ID: " + callId + "\r\nCSeq: " + number + " " + method + "\r\n" + headers
        + "Content-Length: " + body.length() + "\r\n\r\n" + body;
  }

  private String sdp() {
    String address = phone.person().address();
    return "v=0\r\no=- 1 " + ++sdpVersion + " IN IP4 " + address + "\r\ns=-\r\nc=IN IP4 " + address + "\r\nt=0 0\r\n"
        + String.join("\r\n", mediaLines).replace("PORT", String.valueOf(media.port())) + "\r\n";
  }

  private Message learned(Message message) {
    Matcher connection = CONNECTION.matcher(message.body());
    Matcher audio = MEDIA.matcher(message.body());
    if (connection.find() && audio.find()) {
      remoteMedia = new InetSocketAddress(connection.group(1), Integer.parseInt(audio.group(1)));
    }
    return message;
  }

  public RtpSocket media() {
    return media;
  }

  /** Where the server wants RTP for this call. */
  public InetSocketAddress remoteMedia() {
    return remoteMedia;
  }

  /** Where it wants RTCP: the next port. */
  public InetSocketAddress remoteControl() {
    return new InetSocketAddress(remoteMedia.getAddress(), remoteMedia.getPort() + 1);
  }

  @Override
  public void close() {
    if (media != null) {
      media.close();
    }
  }
}
