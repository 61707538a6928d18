package org.earshot.app.trunk;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.earshot.sip.SipActions;
import org.earshot.sip.SipEvent.OutOfDialogAnswer;
import org.earshot.sip.SipEvent.OutOfDialogAnswer.Origin;
import org.earshot.sip.message.OutgoingRequest;
import org.earshot.sip.message.RequestToken;
import org.earshot.sip.message.SipResponse;

/** Requests to trunks, each answered once on the trunks' loop; one that nobody answers in time counts as silence. */
final class TrunkClient {
  /** As in the tokens of these requests. */
  static final String OWNER = "trunk";

  private final SipActions sip;
  private final TrunkLoop loop;
  private final Map<Long, Consumer<OutOfDialogAnswer>> waiting = new HashMap<>();
  private long last;

  TrunkClient(SipActions sip, TrunkLoop loop) {
    this.sip = sip;
    this.loop = loop;
  }

  /** On the loop. {@code patience}: the stack itself would wait for 32 s. */
  void send(OutgoingRequest request, Duration patience, Consumer<OutOfDialogAnswer> taker) {
    var token = new RequestToken(OWNER, ++last);
    waiting.put(token.number(), taker);
    loop.after(patience, () -> take(new OutOfDialogAnswer(token, Origin.SILENCE, SipResponse.of(408, "Request Timeout"))));
    sip.send(token, request);
  }

  /** Any thread. */
  void on(OutOfDialogAnswer answer) {
    loop.post(() -> take(answer));
  }

  private void take(OutOfDialogAnswer answer) {
    Consumer<OutOfDialogAnswer> taker = waiting.remove(answer.token().number());
    if (taker != null) { // else it came too late
      taker.accept(answer);
    }
  }
}
