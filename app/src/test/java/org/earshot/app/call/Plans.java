package org.earshot.app.call;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.earshot.app.config.AmdPolicy;
import org.earshot.app.config.AmdPolicy.Unsure;
import org.earshot.app.config.ServerConfig.Amd;
import org.earshot.app.config.ServerConfig.Hunting;
import org.earshot.app.config.ServerConfig.Transfer;
import org.earshot.app.config.Statuses;
import org.earshot.app.events.DomainEvent.Direction;
import org.earshot.app.registrar.Binding;
import org.earshot.app.transfer.Replaces;
import org.earshot.sip.message.Hop;
import org.earshot.sip.message.SipUri;
import org.earshot.sip.message.Transport;
import org.earshot.sip.sdp.SessionDescription;

/** Plans of calls for tests. */
final class Plans {
  static final SessionDescription SDP = sdp(4000);
  private static final CallPolicy.Times TIMES = new CallPolicy.Times(9_500, 62_000, 4_000, 60_000, 180_000, 1_000_000);

  private Plans() {}

  static SessionDescription sdp(int port) {
    return SessionDescription.parse("v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
        + "m=audio " + port + " RTP/AVP 0\r\n");
  }

  static CallPolicy policy(Amd amd) {
    return policy(onVerdict(amd));
  }

  /** With the files that the policy needs. */
  static AmdPolicy onVerdict(Amd amd) {
    return new AmdPolicy(amd, Unsure.HUMAN, Optional.of(Path.of("prompt.wav")), Optional.of(Path.of("message.wav")), false);
  }

  static CallPolicy policy(AmdPolicy onVerdict) {
    return new CallPolicy(onVerdict, Hunting.DEFAULT, 5, Transfer.LOCAL, TIMES);
  }

  /** What is heard in early media counts: a machine is passed over, an intercept ends the call. */
  static CallPolicy earlyPolicy() {
    return new CallPolicy(AmdPolicy.of(Amd.REPORT), new Hunting(Statuses.of("408", "5xx"), true, true), 5, Transfer.LOCAL, TIMES);
  }

  static CallPlan plan(CallPolicy policy, List<List<Attempt>> groups) {
    return new CallPlan("alice", "", "100", Optional.of("alice"), Optional.empty(), Optional.of(Direction.OUTBOUND),
        groups, Cause.NOT_FOUND, policy, 69, true, "cid", Optional.of(SDP), Optional.empty());
  }

  static CallPlan toTrunks(Amd amd, int trunks) {
    return plan(policy(amd), IntStream.rangeClosed(1, trunks).mapToObj(i -> List.of(trunk(i))).toList());
  }

  static CallPlan withoutOffer(CallPlan plan) {
    return new CallPlan(plan.caller(), plan.display(), plan.callee(), plan.user(), plan.trunk(), plan.direction(),
        plan.groups(), plan.refusal(), plan.policy(), plan.maxForwards(), plan.infoAllowed(), plan.callerCallId(),
        Optional.empty(), Optional.empty());
  }

  static CallPlan replacing(Replaces replaces) {
    CallPlan plan = plan(policy(Amd.OFF), List.of());
    return new CallPlan(plan.caller(), plan.display(), plan.callee(), plan.user(), plan.trunk(), plan.direction(),
        plan.groups(), plan.refusal(), plan.policy(), plan.maxForwards(), plan.infoAllowed(), plan.callerCallId(),
        plan.offer(), Optional.of(replaces));
  }

  static Attempt trunk(int number) {
    return new Attempt.Trunk("t" + number, "100");
  }

  static Attempt.Contact phone(int number, Transport transport) {
    var hop = new Hop(transport, new InetSocketAddress("127.0.0.1", 40_000 + number));
    return Attempt.Contact.of(new Binding("bob", SipUri.parse("sip:bob@127.0.0.1:" + (5_000 + number) + ";transport="
        + transport.word()), hop, 1, Instant.MAX, "reg", 1, "phone"));
  }
}
