package org.earshot.app.agent;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.earshot.app.agent.SipText.Field;

/** Calls through the server, and hands on what the server says: responses, INFO and BYE, in their order. */
public final class Caller extends Agent {
  private final InetSocketAddress server;
  private final BlockingQueue<SipText> heard = new LinkedBlockingQueue<>();
  private final String callId = token() + "@loopback";
  private final String tag = token();
  private final String callee;
  private volatile SipText answer;

  public Caller(String name, String number, int serverPort) {
    super(name);
    this.server = new InetSocketAddress(InetAddress.getLoopbackAddress(), serverPort);
    this.callee = "sip:" + number + "@127.0.0.1:" + serverPort;
  }

  @Override
  protected void on(SipText message, SocketAddress from) {
    if (message.isRequest()) {
      send(message.response(200, "OK", tag, List.of(), ""), from);
    } else if (message.method().equals("INVITE") && message.status() >= 200) {
      boolean again = answer != null;
      answer = message;
      send(request("ACK", 1, List.of(), ""), server);
      if (again) {
        return; // RFC 3261 §13.2.2.4: each repeated answer is acknowledged, and is no news.
      }
    }
    heard.add(message);
  }

  public void invite() {
    send(request("INVITE", 1, withSdp(), sdp()), server);
  }

  /** The next thing that the server says. */
  public Optional<SipText> next(Duration patience) throws InterruptedException {
    return Optional.ofNullable(heard.poll(patience.toMillis(), TimeUnit.MILLISECONDS));
  }

  /** True once the server has agreed. */
  public boolean hangUp(Duration patience) throws InterruptedException {
    send(request("BYE", 2, List.of(), ""), server);
    Optional<SipText> message = next(patience);
    while (message.isPresent() && (message.get().isRequest() || !message.get().method().equals("BYE"))) {
      message = next(patience);
    }
    return message.isPresent() && message.get().status() == 200;
  }

  /** RFC 3261 §12.1.2: within a dialog, requests go to the Contact of the answer and carry the To of it. */
  private SipText request(String method, int cseq, List<Field> more, String body) {
    String uri = answer == null ? callee : answer.header("Contact").replaceAll(".*<([^>]*)>.*", "$1");
    String to = answer == null ? "<" + callee + ">" : answer.header("To");
    var fields = new ArrayList<>(List.of(
        new Field("Via", "SIP/2.0/UDP 127.0.0.1:" + sipPort() + ";rport;branch=z9hG4bK" + token()),
        new Field("Max-Forwards", "70"), new Field("From", "<sip:" + name + "@127.0.0.1>;tag=" + tag),
        new Field("To", to), new Field("Call-ID", callId), new Field("CSeq", cseq + " " + method)));
    fields.addAll(more);
    return new SipText(method + " " + uri + " SIP/2.0", fields, body);
  }
}
