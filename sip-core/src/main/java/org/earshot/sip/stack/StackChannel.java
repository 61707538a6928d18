package org.earshot.sip.stack;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.MessageProcessor;
import gov.nist.javax.sip.stack.RawMessageChannel;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.earshot.sip.message.Hop;
import org.earshot.sip.message.Transport;

/** One peer at one transport address, as the stack wants to see it. Everything that leaves passes {@link #write}. */
abstract class StackChannel extends MessageChannel implements RawMessageChannel {
  private final Transport transport;
  private final InetSocketAddress peer;
  private final PacketIntake intake;

  StackChannel(MessageProcessor processor, Transport transport, InetSocketAddress peer, PacketIntake intake) {
    this.messageProcessor = processor;
    this.transport = transport;
    this.peer = peer;
    this.intake = intake;
  }

  /** Sends one whole message to the peer. */
  abstract void write(byte[] message) throws IOException;

  /** One whole message has come from the peer. {@code since}: when, before it waited for its worker. */
  final void received(byte[] message, long since) {
    intake.on(message, this, since);
  }

  final Hop peer() {
    return new Hop(transport, peer);
  }

  @Override
  public final void sendMessage(SIPMessage message) throws IOException {
    byte[] bytes = message.encodeAsBytes(getTransport());
    if (message instanceof OwnResponse response) {
      response.sent(bytes);
    }
    send(bytes);
  }

  /** The receiver the stack names is always this channel's peer. */
  @Override
  protected final void sendMessage(byte[] message, InetAddress receiver, int receiverPort, boolean reconnect)
      throws IOException {
    send(message);
  }

  final void send(byte[] message) throws IOException {
    write(message);
    intake.sent(message, this);
  }

  /** The stack's short cut to its own addresses: we take the wire there as well, so that a loop is seen as one. */
  @Override
  public final void processMessage(SIPMessage message) throws IOException {
    sendMessage(message);
  }

  @Override
  public final SIPTransactionStack getSIPStack() {
    return messageProcessor.getSIPStack();
  }

  @Override
  public final String getTransport() {
    return transport.name();
  }

  @Override
  public final boolean isReliable() {
    return transport != Transport.UDP;
  }

  @Override
  public final boolean isSecure() {
    return transport == Transport.TLS || transport == Transport.WSS;
  }

  @Override
  public final String getPeerAddress() {
    return peer.getAddress().getHostAddress();
  }

  @Override
  protected final InetAddress getPeerInetAddress() {
    return peer.getAddress();
  }

  @Override
  protected final String getPeerProtocol() {
    return transport.name();
  }

  @Override
  public final int getPeerPort() {
    return peer.getPort();
  }

  @Override
  public final int getPeerPacketSourcePort() {
    return peer.getPort();
  }

  @Override
  public final InetAddress getPeerPacketSourceAddress() {
    return peer.getAddress();
  }

  @Override
  public final String getKey() {
    return getKey(peer.getAddress(), peer.getPort(), transport.name());
  }

  @Override
  public final String getViaHost() {
    return messageProcessor.getIpAddress().getHostAddress();
  }

  @Override
  public final int getViaPort() {
    return messageProcessor.getPort();
  }
}
