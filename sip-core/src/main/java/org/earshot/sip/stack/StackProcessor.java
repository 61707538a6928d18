package org.earshot.sip.stack;

import gov.nist.core.HostPort;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.MessageProcessor;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.earshot.sip.message.Transport;

/** A bound socket of one transport: makes the channels that send from it. */
abstract class StackProcessor extends MessageProcessor {
  private final EarshotStack stack;
  private final boolean secure;

  StackProcessor(EarshotStack stack, Transport transport, InetSocketAddress bind) {
    super(bind.getAddress(), bind.getPort(), transport.word(), stack);
    this.stack = stack;
    this.secure = transport == Transport.TLS || transport == Transport.WSS;
  }

  abstract StackChannel channelTo(InetSocketAddress peer);

  /** Whether the peer can be reached from here alone, since it has a connection to here. */
  boolean isConnected(InetSocketAddress peer) {
    return false;
  }

  /** Whether what comes here is read. */
  abstract boolean listening();

  final EarshotStack stack() {
    return stack;
  }

  @Override
  public final MessageChannel createMessageChannel(HostPort target) throws UnknownHostException {
    // always a literal: HopRouter and Targets see to it that no name gets here
    return channelTo(new InetSocketAddress(target.getInetAddress(), target.getPort()));
  }

  @Override
  public final MessageChannel createMessageChannel(InetAddress host, int port) {
    return channelTo(new InetSocketAddress(host, port));
  }

  @Override
  public final SIPTransactionStack getSIPStack() {
    return stack;
  }

  @Override
  public final int getDefaultTargetPort() {
    return isSecure() ? 5061 : 5060;
  }

  @Override
  public final boolean isSecure() {
    return secure;
  }

  @Override
  public final int getMaximumMessageSize() {
    return stack.getMaxMessageSize();
  }

  @Override
  public final boolean inUse() {
    return false;
  }
}
