package org.earshot.app.demo;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.earshot.app.agent.Agent;
import org.earshot.app.agent.SipText;
import org.earshot.app.agent.SipText.Field;

/** Rings, answers, plays a recording as soon as the ACK is there, and takes part in nothing else. */
final class Callee extends Agent {
  private static final long RING_NANOS = 1_000_000_000;

  private final Recording recording;
  private final String tag = token();
  private volatile InetSocketAddress peerMedia;

  Callee(String name, Recording recording) {
    super(name);
    this.recording = recording;
  }

  @Override
  protected void on(SipText message, SocketAddress from) {
    if (!message.isRequest()) {
      return;
    }
    switch (message.method()) {
      case "INVITE" -> answer(message, from);
      case "ACK" -> Thread.ofVirtual().name(name + " speaks").start(() -> recording.play(rtp, peerMedia));
      case "BYE" -> {
        rtp.close();
        send(message.response(200, "OK", tag, List.of(), ""), from);
      }
      default -> send(message.response(200, "OK", tag, List.of(), ""), from);
    }
  }

  private void answer(SipText invite, SocketAddress from) {
    peerMedia = mediaOf(invite.body());
    send(invite.response(180, "Ringing", tag, List.of(new Field("Contact", contact())), ""), from);
    Thread.ofVirtual().name(name + " rings").start(() -> {
      LockSupport.parkNanos(RING_NANOS);
      send(invite.response(200, "OK", tag, withSdp(), sdp()), from);
    });
  }
}
