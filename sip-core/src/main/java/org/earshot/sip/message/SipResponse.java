package org.earshot.sip.message;

/**
 * An answer to give: status, reason phrase, extra headers and body. What RFC 3261 §8.2.6.2 copies from the request
 * (Via, From, To, Call-ID, CSeq) is added by the stack, as is a To tag.
 */
public record SipResponse(int status, String reason, Headers headers, Body body) {
  public static SipResponse of(int status, String reason) {
    return new SipResponse(status, reason, Headers.NONE, Body.NONE);
  }

  public SipResponse with(String name, String value) {
    return new SipResponse(status, reason, headers.with(name, value), body);
  }
}
