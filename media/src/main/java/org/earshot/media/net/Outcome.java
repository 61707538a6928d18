package org.earshot.media.net;

import java.util.Locale;

/** What became of a packet. Each is a counter of its own; the names are stable, since metrics are labelled by them. */
public enum Outcome {
  /** Sent on to the other leg. */
  RELAYED,
  /** Not from the latched source. */
  FOREIGN,
  /** From an address that SDP does not name, which may yet turn out to be the peer's. */
  PROBATION,
  /** SDP has not said yet who the peer is. */
  UNSIGNALLED,
  /** The stream is rejected or not in use. */
  INACTIVE,
  TOO_SHORT,
  WRONG_VERSION,
  /** The lengths stated inside do not fit the datagram. */
  BAD_LENGTH,
  /** Larger than any receive buffer of ours. */
  TOO_LONG,
  /** A payload type that neither side has negotiated. */
  PAYLOAD_TYPE,
  /** Protected with another key, or changed on the way (RFC 3711 §3.3). */
  AUTH_FAIL,
  /** Protected, but seen before or older than what can still be told. */
  REPLAYED,
  /** Could not be protected for the other leg: its number goes back, or it is damaged. */
  NOT_PROTECTED,
  /** On the RTCP port, but no RTCP. */
  NOT_RTCP,
  /** The peer is played something else. */
  REPLACED,
  /** The leg is not bridged to another. */
  UNBRIDGED,
  /** The other leg's address is neither signalled nor learned. */
  NO_DESTINATION,
  /** The kernel or its queue would not take it. */
  SEND_REFUSED,
  /** Came to a port whose session has ended. */
  DRAINED,
  /** An exception of ours. */
  FAULT;

  /** Lower-case and hyphenated, as in metrics. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
