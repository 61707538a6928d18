package org.earshot.sip.leg;

import java.util.ArrayList;
import java.util.List;

/** What an event leads to: the next state, and what is to be done on the way, in order. */
record Step(LegState next, List<LegAction> actions) {

  Step {
    actions = List.copyOf(actions);
  }

  static Step to(LegState next, LegAction... actions) {
    return new Step(next, List.of(actions));
  }

  static Step to(LegState next, List<LegAction> actions) {
    return new Step(next, actions);
  }

  /** The event means nothing here. */
  static Step ignored(LegState state) {
    return new Step(state, List.of());
  }

  /** The end: what is still to be done, then the stack forgets the leg and the call hears the last word. */
  static Step closed(LegAction... actions) {
    return closed(List.of(actions));
  }

  static Step closed(List<LegAction> actions) {
    var all = new ArrayList<>(actions);
    all.add(new LegAction.Release());
    all.add(new LegAction.Tell(new LegReport.Closed()));
    return new Step(new LegState.Closed(), all);
  }
}
