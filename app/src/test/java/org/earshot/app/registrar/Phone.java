package org.earshot.app.registrar;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.earshot.sip.message.Body;
import org.earshot.sip.message.Headers;
import org.earshot.sip.message.Hop;
import org.earshot.sip.message.NameAddr;
import org.earshot.sip.message.SipRequest;
import org.earshot.sip.message.SipResponse;
import org.earshot.sip.message.SipUri;
import org.earshot.sip.message.Transport;

/** Makes REGISTERs as a phone does, with a digest computed here and not by the code under test. */
public final class Phone {
  private static final InetSocketAddress SERVER = new InetSocketAddress("127.0.0.1", 5060);
  private static final Pattern PARAM = Pattern.compile("(\\w+)=\"?([^\",]+)");

  private final String user;
  private final String password;
  private final String domain;
  private final String callId;
  private Hop source = new Hop(Transport.UDP, new InetSocketAddress("127.0.0.1", 44010));
  private String via = "SIP/2.0/UDP 127.0.0.1:44010;branch=z9hG4bK1;rport";
  private Map<String, String> challenge = Map.of();
  private long cseq;
  private int count;

  public Phone(String user, String password) {
    this(user, password, "example.org", "call-of-" + user);
  }

  Phone(String user, String password, String domain, String callId) {
    this.user = user;
    this.password = password;
    this.domain = domain;
    this.callId = callId;
  }

  /** Another phone of the same user. */
  public Phone twin(String otherCallId) {
    return new Phone(user, password, domain, otherCallId);
  }

  Phone from(String transport, String host, int port) {
    source = new Hop(Transport.of(transport), new InetSocketAddress(host, port));
    return this;
  }

  Phone via(String value) {
    via = value;
    return this;
  }

  Phone cseq(long next) {
    cseq = next - 1;
    return this;
  }

  /** Takes note of the first challenge of that algorithm. */
  public Phone hear(SipResponse response, String algorithm) {
    String value = response.headers().all("WWW-Authenticate").stream()
        .filter(text -> text.contains("algorithm=" + algorithm)).findFirst().orElseThrow();
    challenge = PARAM.matcher(value).results().collect(Collectors.toMap(
        match -> match.group(1), match -> match.group(2)));
    count = 0;
    return this;
  }

  boolean staleWasSaid() {
    return "true".equals(challenge.get("stale"));
  }

  /** The next nonce count is this. */
  Phone count(int next) {
    count = next - 1;
    return this;
  }

  public SipRequest register(String... namesAndValues) {
    return registerFor(user, namesAndValues);
  }

  SipRequest registerFor(String toUser, String... namesAndValues) {
    SipUri registrar = SipUri.sip("", domain, 0);
    NameAddr aor = NameAddr.of("", SipUri.sip(toUser, domain, 0));
    Headers headers = Headers.of("Via", via, "From", aor + ";tag=1", "To", aor.toString(), "Call-ID", callId,
        "CSeq", ++cseq + " REGISTER", "User-Agent", "Phone/1.0");
    for (int i = 0; i < namesAndValues.length; i += 2) {
      headers = headers.with(namesAndValues[i], namesAndValues[i + 1]);
    }
    if (!challenge.isEmpty()) {
      headers = headers.with("Authorization", authorization(registrar));
    }
    return new SipRequest("REGISTER", registrar, aor.withParam("tag", "1"), aor, callId, cseq, headers, Body.NONE, source,
        SERVER);
  }

  private String authorization(SipUri registrar) {
    String nc = HexFormat.of().toHexDigits(++count);
    String algorithm = challenge.get("algorithm");
    String realm = challenge.get("realm");
    String nonce = challenge.get("nonce");
    String ha1 = hash(algorithm, user + ":" + realm + ":" + password);
    String ha2 = hash(algorithm, "REGISTER:" + registrar);
    String response = hash(algorithm, ha1 + ":" + nonce + ":" + nc + ":c0ffee:auth:" + ha2);
    return "Digest username=\"" + user + "\", realm=\"" + realm + "\", nonce=\"" + nonce + "\", uri=\"" + registrar
        + "\", response=\"" + response + "\", algorithm=" + algorithm + ", cnonce=\"c0ffee\", qop=auth, nc=" + nc;
  }

  private static String hash(String algorithm, String text) {
    try {
      byte[] digest = MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  /** A parameter of a Contact value in an answer. */
  static String param(String contact, String name) {
    Matcher matcher = Pattern.compile(">.*;" + name + "=([^;]+)").matcher(contact);
    return matcher.find() ? matcher.group(1) : "";
  }
}
