package org.earshot.sip.leg;

import org.earshot.sip.message.LegId;

/** What a leg's shell needs from the call that owns it. All on the owner loop. */
public interface LegHost {
  void on(LegId leg, LegReport report);

  /** Delivers {@link LegEvent.TimerFired} to the leg after the delay; arming again moves the timer. */
  void arm(LegId leg, LegTimer timer, long delayMs);

  void disarm(LegId leg, LegTimer timer);
}
