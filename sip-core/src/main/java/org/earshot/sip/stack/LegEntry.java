package org.earshot.sip.stack;

import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.stack.SIPDialog;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sip.ClientTransaction;
import javax.sip.Dialog;
import org.earshot.sip.auth.DigestClient;
import org.earshot.sip.message.Headers;
import org.earshot.sip.message.Hop;
import org.earshot.sip.message.LegId;
import org.earshot.sip.message.RequestId;
import org.earshot.sip.stack.Transports.Point;

/**
 * What the stack keeps of one leg: its dialogs by the peer's tag and where they are reached. Written by the stack's
 * threads and by the leg's sender at once, so every field is final, volatile or concurrent.
 */
final class LegEntry {

  /** The words that name the leg to its peer: Call-ID, our tag, the user part of our Contact (may be empty). */
  record Names(String callId, String localTag, String contactUser) {}

  /** One dialog of the leg: the only one of an incoming leg, one for each fork that answered an outgoing one. */
  static final class Fork {
    final String tag;
    final SIPDialog dialog;
    /** Where the peer's last message of this dialog came from. */
    volatile Hop flow;
    /** The last provisional answer that asks for a PRACK: the stack makes ours from it. */
    volatile SIPResponse reliable;
    /** CSeq of the last INVITE of ours that got a 2xx, which is told to the leg once, and that we sent an ACK for. */
    volatile long accepted;
    volatile long acknowledged;
    /** CSeq of the last INVITE of the peer's that we sent a 2xx for, and that an ACK has come for. */
    volatile long answered;
    volatile long confirmed;

    private Fork(String tag, SIPDialog dialog, Hop flow) {
      this.tag = tag;
      this.dialog = dialog;
      this.flow = flow;
    }
  }

  final LegId id;
  final boolean incoming;
  final String callId;
  final String localTag;
  final Point point;
  final String localHost;
  final String contactUser;
  final Lane lane = new Lane();
  final Map<String, Fork> forks = new ConcurrentHashMap<>();
  final Set<RequestId> unanswered = ConcurrentHashMap.newKeySet();
  /** Of an outgoing leg: how often its INVITE has gone out (again for a challenge or another interval), and where. */
  volatile int invites;
  volatile Hop dialledAt;
  /** Of an outgoing leg: its INVITE, and the dialog that the first answer will claim. */
  volatile ClientTransaction dial;
  volatile Dialog dialled;
  /** Of an outgoing leg: the number that its call came for. */
  volatile Optional<String> cameFor = Optional.empty();
  /** Answers the peer's challenges; empty where nobody has a login for it. */
  volatile Optional<DigestClient> digest = Optional.empty();
  /** Of the INVITE that was accepted: its ACK has to bring the same (RFC 3261 §22.1). */
  volatile Headers credentials = Headers.NONE;
  private volatile Fork current;

  LegEntry(LegId id, boolean incoming, Names names, Point point, String localHost) {
    this.id = id;
    this.incoming = incoming;
    this.callId = names.callId;
    this.localTag = names.localTag;
    this.contactUser = names.contactUser;
    this.point = point;
    this.localHost = localHost;
  }

  /** The fork of that tag, made on its first message; its flow is moved to where this message came from. */
  Fork learn(String tag, SIPDialog dialog, Hop source) {
    Fork fork = forks.computeIfAbsent(tag, fresh -> new Fork(fresh, dialog, source));
    fork.flow = source;
    if (current == null || current.accepted == 0 && current.answered == 0) {
      current = fork;
    }
    return fork;
  }

  /** The INVITE goes out once more: what came of the first one is over. */
  void beginAgain() {
    current = null;
    forks.values().forEach(fork -> fork.dialog.delete());
    forks.clear();
    dialled.delete();
  }

  /** The dialog that the leg goes on with: the one that was answered and acknowledged, before that the newest. */
  Optional<Fork> current() {
    return Optional.ofNullable(current);
  }

  /** Whether the leg goes on with another dialog, so that this one is only being ended. */
  boolean isUnwanted(Fork fork) {
    Fork chosen = current;
    return chosen != null && chosen != fork && chosen.accepted > 0;
  }

  void choose(Fork fork) {
    current = fork;
  }

  /** Our Contact, without angle brackets (RFC 3261 §8.1.1.8). */
  String contactUri() {
    return point.contact(contactUser, localHost).toString();
  }
}
