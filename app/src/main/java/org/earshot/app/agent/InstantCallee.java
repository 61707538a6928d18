package org.earshot.app.agent;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import org.earshot.app.agent.SipText.Field;

/** Rings and answers every call at once, and sends a moment of silence into it. */
public final class InstantCallee extends Agent {
  private static final int PACKETS = 25;
  private static final int RTP_HEADER = 12;
  private static final int SAMPLES = 160;

  private final String tag = token();

  public InstantCallee() {
    super("instant");
  }

  @Override
  protected void on(SipText message, SocketAddress from) {
    if (!message.isRequest() || message.method().equals("ACK")) {
      return;
    }
    if (!message.method().equals("INVITE")) {
      send(message.response(200, "OK", tag, List.of(), ""), from);
      return;
    }
    send(message.response(180, "Ringing", tag, List.of(new Field("Contact", contact())), ""), from);
    send(message.response(200, "OK", tag, withSdp(), sdp()), from);
    speak(mediaOf(message.body()));
  }

  private void speak(InetSocketAddress to) {
    try {
      for (int i = 0; i < PACKETS; i++) {
        // RFC 3550 §5.1: version 2, payload type 0
        var packet = ByteBuffer.allocate(RTP_HEADER + SAMPLES).put((byte) 0x80).put((byte) 0).putShort((short) i)
            .putInt(i * SAMPLES).putInt(0x0ea45407);
        sendRtp(packet.array(), to);
      }
    } catch (IOException _) {
      // the socket was closed meanwhile: nobody listens any more
    }
  }
}
