package org.earshot.app.registrar;

import java.time.Instant;
import org.earshot.sip.message.SipRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the operator why a phone may not register: one line a second, so that a scanner cannot fill the disk. Any thread. */
final class RefusalLog {
  private static final Logger LOG = LoggerFactory.getLogger(RefusalLog.class);

  private long lastSecond;
  private long untold;

  synchronized void on(SipRequest request, int status, String why, Instant now) {
    if (now.getEpochSecond() == lastSecond) {
      untold++;
      return;
    }
    lastSecond = now.getEpochSecond();
    LOG.warn("REGISTER of {} from {} refused: {} {}{}", request.to().uri(), request.source(), status, printable(why),
        untold == 0 ? "" : " (" + untold + " more since the last such line)");
    untold = 0;
  }

  /** What peers write may hold anything. */
  private static String printable(String text) {
    return text.substring(0, Math.min(text.length(), 200)).replaceAll("[^ -~]", "?");
  }
}
