package org.earshot.app.transfer;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.earshot.sip.message.Body;
import org.earshot.sip.message.Headers;

/**
 * The subscription that a REFER makes without asking (RFC 3515 §2.4.4). Pure: a state, and what is to be told next.
 *
 * <pre>
 *   transferor          Earshot            target
 *      |---- REFER -------->|                  |
 *      |<--- 202 -----------|                  |
 *      |<--- NOTIFY --------|--- INVITE ------>|      active;  SIP/2.0 100 Trying
 *      |---- 200 ---------->|                  |
 *      |<--- NOTIFY --------|<-- 180 ----------|      active;  SIP/2.0 180 Ringing
 *      |---- 200 ---------->|                  |
 *      |<--- NOTIFY --------|<-- 200 ----------|      terminated;reason=noresource;  SIP/2.0 200 OK
 *      |---- 200 ---------->|                  |
 * </pre>
 *
 * With Refer-Sub: false (RFC 4488) nothing is told.
 */
public sealed interface ReferSubscription {

  /** Nobody wants to hear, or everything has been told. */
  record Over() implements ReferSubscription {}

  /** {@code told}: the last status. */
  record Active(int told) implements ReferSubscription {}

  /** What a status makes of it; {@code news}: the body of a NOTIFY with its headers. */
  record Step(ReferSubscription next, Optional<Notify> news) {}

  record Notify(Headers headers, Body body) {}

  /** Life of the subscription, in seconds: longer than any transfer takes. */
  int EXPIRES_S = 180;

  static ReferSubscription begin(Refer refer) {
    return refer.subscribed() ? new Active(0) : new Over();
  }

  /** The status of the transfer's INVITE, provisional or final. */
  static Step step(ReferSubscription state, int status, String reason) {
    return switch (state) {
      case Over over -> new Step(over, Optional.empty());
      case Active(int told) when told == status -> new Step(state, Optional.empty());
      case Active _ when status < 200 ->
          new Step(new Active(status), Optional.of(saying("active;expires=" + EXPIRES_S, status, reason)));
      case Active _ -> new Step(new Over(), Optional.of(saying("terminated;reason=noresource", status, reason)));
    };
  }

  private static Notify saying(String state, int status, String reason) {
    var body = new Body("message/sipfrag;version=2.0", ("SIP/2.0 " + status + " " + reason + "\r\n")
        .getBytes(StandardCharsets.UTF_8));
    return new Notify(Headers.of("Event", "refer", "Subscription-State", state), body);
  }
}
