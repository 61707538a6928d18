package org.earshot.app.observe;

/** Every metric of our own with its help text: dashboards and alerts rely on these names. */
enum MetricName {
  CALLS_ACTIVE("earshot.calls.active", "Calls under way, from the INVITE to the end"),
  CALLS("earshot.calls", "Calls that have ended"),
  CALL_SETUP("earshot.call.setup", "From the caller's INVITE to its 200"),
  CALL_PDD("earshot.call.pdd", "Post-dial delay: from the caller's INVITE to the first ringing of the callee"),
  CALL_DURATION("earshot.call.duration", "From the answer to the end of answered calls"),
  SIP_REQUESTS("earshot.sip.requests", "SIP requests received and sent"),
  SIP_RESPONSES("earshot.sip.responses", "SIP responses received and sent, by the method they answer"),
  SIP_LEGS("earshot.sip.legs", "Legs of calls that have not been released"),
  SIP_DIALOGS("earshot.sip.dialogs", "Dialogs in the stack"),
  SIP_TRANSACTIONS("earshot.sip.transactions", "Transactions in the stack, those that only absorb repeats included"),
  SIP_MALFORMED("earshot.sip.malformed", "Packets that were no SIP message"),
  SIP_REFUSED("earshot.sip.refused", "SIP messages refused before a transaction was made"),
  REGISTRATIONS_ACTIVE("earshot.registrations.active", "Contacts registered now"),
  REGISTRAR_REQUESTS("earshot.registrar.requests", "REGISTER requests answered"),
  TRUNK_CALLS("earshot.trunk.calls", "Attempts to call through a trunk, by how they went"),
  TRUNK_UP("earshot.trunk.up", "1 where the trunk can be called: its address is known and not found dead"),
  TRUNK_REGISTERED("earshot.trunk.registered", "1 where our registration with the trunk stands"),
  RTP_PACKETS("earshot.rtp.packets", "RTP and RTCP packets received and sent, by what became of them"),
  RTP_STREAMS_ACTIVE("earshot.rtp.streams.active", "Media streams whose source is known"),
  MEDIA_ONE_WAY("earshot.media.one.way", "Times that one side of a call was not heard for 10 s while the other was"),
  MEDIA_RECEIVE_DROPS("earshot.media.receive.drops", "Packets that the kernel dropped because a media port's buffer was full"),
  MEDIA_PORTS_FREE("earshot.media.ports.free", "Pairs of media ports that can be taken now"),
  AMD_VERDICTS("earshot.amd.verdicts", "First verdicts of the answering machine detector"),
  AMD_DECISION("earshot.amd.decision", "From the callee's answer to the verdict"),
  SECURITY_BANS("earshot.security.bans", "Sources that are kept out now"),
  SECURITY_BANNED("earshot.security.banned", "Sources that were banned, by what they were the last of"),
  LOOP_TURN("earshot.loop.turn", "Longest turn of an event loop within the last minute"),
  QUEUE_REFUSED("earshot.queue.refused", "Items refused by a full queue"),
  BUILD_INFO("earshot.build.info", "Always 1; the labels say which build runs");

  private final String dotted;
  private final String help;

  MetricName(String dotted, String help) {
    this.dotted = dotted;
    this.help = help;
  }

  /** As Micrometer wants it; Prometheus turns the dots into underscores. */
  String dotted() {
    return dotted;
  }

  String help() {
    return help;
  }
}
