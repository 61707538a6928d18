package org.earshot.sip.leg;

import java.util.ArrayDeque;
import java.util.Queue;
import org.earshot.sip.SipActions;
import org.earshot.sip.message.LegId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One leg of a call: holds the state, feeds the machine, carries out its actions. Owned by the call's loop, used on no
 * other thread. Events handed in while one is being worked on (the call reacts to a report with a command) wait their
 * turn, so that the actions of a step are never torn apart.
 */
public final class Leg {
  private static final Logger log = LoggerFactory.getLogger(Leg.class);

  private final LegId id;
  private final LegPolicy policy;
  private final SipActions actions;
  private final LegHost host;
  private final Queue<LegEvent> waiting = new ArrayDeque<>(4);
  private LegState state;
  private SessionTimer timer;
  private boolean busy;

  private Leg(LegId id, LegState.Role role, LegPolicy policy, SipActions actions, LegHost host) {
    this.id = id;
    this.policy = policy;
    this.actions = actions;
    this.host = host;
    this.state = new LegState.Idle(role);
    this.timer = SessionTimer.of(policy.sessions());
  }

  /** A leg for a peer's INVITE, which is its first event. */
  public static Leg uas(LegId id, LegPolicy policy, SipActions actions, LegHost host) {
    return new Leg(id, LegState.Role.UAS, policy, actions, host);
  }

  /** A leg to call a peer with; {@link LegCommand.Dial} is its first event. */
  public static Leg uac(LegId id, LegPolicy policy, SipActions actions, LegHost host) {
    return new Leg(id, LegState.Role.UAC, policy, actions, host);
  }

  public LegId id() {
    return id;
  }

  public LegState state() {
    return state;
  }

  public boolean closed() {
    return state instanceof LegState.Closed;
  }

  public void on(LegEvent event) {
    waiting.add(event);
    if (busy) {
      return;
    }
    busy = true;
    try {
      while (!waiting.isEmpty()) {
        apply(waiting.remove());
      }
    } finally {
      busy = false;
    }
  }

  private void apply(LegEvent event) {
    Sessions.Turn turn = Sessions.step(state, timer, event, policy);
    log(event, turn);
    state = turn.state();
    timer = turn.timer();
    turn.actions().forEach(this::perform);
  }

  private void perform(LegAction action) {
    switch (action) {
      case LegAction.Send send -> actions.perform(id, send);
      case LegAction.Arm(var timer, var delayMs) -> host.arm(id, timer, delayMs);
      case LegAction.Disarm(var timer) -> host.disarm(id, timer);
      case LegAction.Tell(var report) -> host.on(id, report);
    }
  }

  private void log(LegEvent event, Sessions.Turn turn) {
    if (log.isDebugEnabled()) {
      boolean ignored = turn.actions().isEmpty() && turn.state().equals(state);
      log.debug("{} + {} -> {} {}", LegWords.of(state), LegWords.of(event), LegWords.of(turn.state()),
          ignored ? "ignored" : turn.actions().stream().map(LegWords::of).toList());
    }
  }
}
