package org.earshot.sip.message;

import java.util.Map;
import java.util.Optional;

/**
 * A request of ours outside any dialog: REGISTER, OPTIONS, MESSAGE. Via, Content-Length, User-Agent and, where the
 * headers do not say, Max-Forwards are added when it is sent.
 *
 * @param hop     where it goes, whatever the Request-URI and Route say: names are looked up before
 * @param contact ours, where the method needs one; its host and port are those that the hop sees us at
 * @param headers what else there is, Route and credentials included
 */
public record OutgoingRequest(String method, SipUri requestUri, Hop hop, Series series, Optional<OwnContact> contact,
                              Headers headers, Body body) {

  /**
   * The words that tie requests together, which a refreshed registration goes on with (RFC 3261 §10.2.4).
   *
   * @param from   gets a fresh tag where it has none
   * @param callId empty: a fresh one
   */
  public record Series(NameAddr from, NameAddr to, String callId, long cseq) {

    public static Series single(NameAddr from, NameAddr to) {
      return new Series(from, to, "", 1);
    }

    /** The next request of these: a repeat with credentials, a refresh (RFC 3261 §22.2, §10.2). */
    public Series next() {
      return new Series(from, to, callId, cseq + 1);
    }
  }

  /** {@code user}: user part of the URI; {@code params}: of the header field, such as expires. */
  public record OwnContact(String user, Map<String, String> params) {
    public OwnContact {
      params = Map.copyOf(params);
    }
  }

  /** A request that stands alone, with a body or {@link Body#NONE}. */
  public static OutgoingRequest single(String method, SipUri requestUri, Hop hop, NameAddr from, NameAddr to,
                                       Body body) {
    return new OutgoingRequest(method, requestUri, hop, Series.single(from, to), Optional.empty(), Headers.NONE, body);
  }

  public OutgoingRequest with(String name, String value) {
    return new OutgoingRequest(method, requestUri, hop, series, contact, headers.with(name, value), body);
  }

  public OutgoingRequest with(OwnContact own) {
    return new OutgoingRequest(method, requestUri, hop, series, Optional.of(own), headers, body);
  }
}
