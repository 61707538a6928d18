package org.earshot.app.call;

import java.util.Optional;
import java.util.OptionalInt;
import org.earshot.app.config.ServerConfig.Dtmf;
import org.earshot.app.events.DomainEvent;
import org.earshot.sip.leg.LegCommand;
import org.earshot.sip.leg.LegReport;
import org.earshot.sip.message.Body;
import org.earshot.sip.message.Headers;

/**
 * Carries digits from one leg to the other in the form that it wants, and tells them. They change nothing in the call, and
 * therefore pass beside its machine. Owner loop only.
 *
 * <pre>
 *   heard as       the other leg takes     it gets
 *   RFC 4733       RFC 4733                the packets themselves, by the relay
 *   RFC 4733       INFO, tones             an INFO, tones
 *   INFO           RFC 4733, tones         events, tones; with dtmf: auto the INFO as it is
 *   tones          RFC 4733, INFO          events, an INFO, beside the tones
 * </pre>
 */
final class CallDigits {
  /** Requests of our own have a token that no request has that is carried across. */
  private static final int OWN = -1;

  private final Call call;
  private final CallMedia media;
  private final CallServices services;

  CallDigits(Call call, CallMedia media, CallServices services) {
    this.call = call;
    this.media = media;
    this.services = services;
  }

  /** A digit in the media of a leg. {@code tones}: in its audio, else as an event. */
  void heard(int leg, char digit, int durationMs, boolean tones) {
    tell(leg, digit, durationMs);
    OptionalInt other = media.otherOf(leg);
    if (other.isEmpty()) {
      return;
    }
    int to = other.getAsInt();
    boolean passesByItself = tones ? media.dtmf(to) == Dtmf.INBAND : media.takesEvents(to);
    if (!passesByItself) {
      deliver(to, new DtmfInfo(digit, durationMs));
    }
  }

  /** Takes an INFO with a digit, where the other leg wants it otherwise; false: it is to be carried across as it is. */
  boolean took(int leg, LegReport report) {
    if (!(report instanceof LegReport.Requested asked) || !asked.method().equals("INFO")) {
      return false;
    }
    Optional<DtmfInfo> info = DtmfInfo.parse(asked.body());
    OptionalInt other = media.otherOf(leg);
    if (info.isEmpty() || other.isEmpty()) {
      return false;
    }
    tell(leg, info.get().digit(), info.get().durationMs());
    Dtmf wanted = media.dtmf(other.getAsInt());
    if (wanted == Dtmf.INFO || wanted == Dtmf.AUTO) {
      return false;
    }
    call.leg(leg).on(new LegCommand.Respond(asked.id(), 200, "OK", Headers.NONE, Body.NONE));
    deliver(other.getAsInt(), info.get());
    return true;
  }

  /** Sends a digit in the form that the leg wants. */
  void deliver(int to, DtmfInfo info) {
    if (media.dtmf(to) == Dtmf.INFO) {
      if (call.leg(to) != null) {
        call.leg(to).on(new LegCommand.Request(OWN, "INFO", Headers.NONE, info.body()));
      }
    } else {
      media.sendDigit(to, info.digit(), info.durationMs());
    }
  }

  // no log line: digits are PINs and card numbers
  private void tell(int leg, char digit, int durationMs) {
    services.events().on(new DomainEvent.CallDigit(call.id(), services.now().get(), leg, String.valueOf(digit), durationMs));
  }
}
