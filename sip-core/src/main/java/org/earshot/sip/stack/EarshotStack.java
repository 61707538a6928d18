package org.earshot.sip.stack;

import gov.nist.javax.sip.EventWrapper;
import gov.nist.javax.sip.ListeningPointImpl;
import gov.nist.javax.sip.SipStackImpl;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.MessageProcessor;
import gov.nist.javax.sip.stack.SIPClientTransaction;
import gov.nist.javax.sip.stack.SIPDialog;
import gov.nist.javax.sip.stack.SIPServerTransaction;
import gov.nist.javax.sip.stack.SIPTransaction;
import gov.nist.javax.sip.stack.ServerRequestInterface;
import gov.nist.javax.sip.stack.ServerResponseInterface;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.concurrent.ConcurrentHashMap;
import javax.sip.IOExceptionEvent;
import javax.sip.PeerUnavailableException;
import javax.sip.TransactionState;
import javax.sip.address.Hop;
import javax.sip.message.Request;
import org.earshot.sip.message.Transport;

/**
 * The reference implementation with its table scans replaced by look-ups, and with our checks in front of its
 * transactions. Called on the stack's threads.
 */
final class EarshotStack extends SipStackImpl {
  private final AdmissionValve valve;
  private final Workers workers;
  private final Streams streams;
  private volatile Consumer<org.earshot.sip.message.Hop> flowEnded = _ -> {};
  private final PacketIntake intake;
  private final Map<String, SIPClientTransaction> forked = new ConcurrentHashMap<>();

  EarshotStack(Properties properties, AdmissionValve valve, Workers workers, Streams streams, StackTimer timer)
      throws PeerUnavailableException {
    super(properties);
    this.valve = valve;
    this.workers = workers;
    this.streams = streams;
    this.intake = new PacketIntake(this, valve, properties.getProperty(StackProperties.PRODUCT));
    getTimer().stop();
    setTimer(timer);
    timer.start(this, properties);
    endScanner();
  }

  /** The thread that would call the listener for everybody; ours is called on the workers, and it never ends. */
  private void endScanner() {
    getEventScanner().forceStop();
    getEventScanner().addEvent(new EventWrapper(new IOExceptionEvent(this, "", 0, ""), null));
  }

  /** The original walks the whole table for each CANCEL; ours has the INVITE's branch, which is the table's key. */
  @Override
  public SIPTransaction findCancelTransaction(SIPRequest cancel, boolean isServer) {
    // RFC 3261 §9.2, §17.2.3: the CANCEL has the branch of what it cancels
    String key = isServer ? ReceivedRequest.idOf(cancel, Request.INVITE)
        : cancel.getTopmostVia().getBranch().toLowerCase(Locale.ROOT);
    SIPTransaction found = findTransaction(key, isServer);
    return switch (found) {
      case SIPServerTransaction server when server.doesCancelMatchTransaction(cancel) -> found;
      case SIPClientTransaction client when client.doesCancelMatchTransaction(cancel) -> found;
      case null, default -> null;
    };
  }

  /**
   * The original keeps the INVITE of each call, and all that hangs on it, for half a minute after its end. A fork that
   * answers when its leg is gone is ended without it, see LateAnswer.
   */
  @Override
  public void addForkedClientTransaction(SIPClientTransaction invite) {
    String id = ((SIPRequest) invite.getRequest()).getForkId();
    invite.setForkId(id);
    forked.put(id, invite);
  }

  @Override
  public SIPClientTransaction getForkedTransaction(String forkId) {
    return forkId == null ? null : forked.get(forkId);
  }

  /** The leg of that INVITE has ended. */
  void forgetForks(SIPClientTransaction invite) {
    if (invite.getForkId() != null) {
      forked.remove(invite.getForkId(), invite);
    }
  }

  /** The original keeps reliable provisional answers itself, and drops a PRACK that it does not expect. */
  @Override
  public SIPDialog createDialog(SIPTransaction transaction) {
    return transaction instanceof SIPServerTransaction ? new ServedDialog(transaction)
        : super.createDialog(transaction);
  }

  /** Only NOTIFYs outside a dialog ask, and we never subscribe; the original scans. */
  @Override
  public SIPClientTransaction findSubscribeTransaction(SIPRequest notify, ListeningPointImpl listeningPoint) {
    return null;
  }

  @Override
  public ServerRequestInterface newSIPServerRequest(SIPRequest request, MessageChannel channel) {
    return valve.admits(request, channel) ? super.newSIPServerRequest(request, channel) : null;
  }

  /** A response without a live transaction (a late 2xx, a stray one) would cost a scan of the table. */
  @Override
  public ServerResponseInterface newSIPServerResponse(SIPResponse response, MessageChannel channel) {
    if (!valve.admits(response, channel)) {
      return null;
    }
    SIPTransaction transaction = findTransaction(response.getTransactionId(), false);
    return transaction == null || isLate(response, transaction)
        ? sipMessageFactory.newSIPServerResponse(response, channel) : super.newSIPServerResponse(response, channel);
  }

  /** A 2xx of another fork, after a final answer: the transaction would drop it, but it is a call (RFC 6026 §7.1). */
  private static boolean isLate(SIPResponse response, SIPTransaction transaction) {
    TransactionState state = transaction.getState();
    return response.getStatusCode() / 100 == 2 && response.getCSeq().getMethod().equals(Request.INVITE)
        && (state == TransactionState.COMPLETED || state == TransactionState.TERMINATED);
  }

  /**
   * The original wants the exact address and port of the dialog's first transaction, which fails when a dialog moves
   * from UDP to TCP on another port, and asks a name server where the hop is a name. Any processor of the hop's
   * transport does, the exact one first.
   */
  @Override
  public MessageChannel createRawMessageChannel(String sourceAddress, int sourcePort, Hop hop)
      throws UnknownHostException {
    InetSocketAddress peer = literal(hop);
    StackProcessor chosen = null;
    for (MessageProcessor processor : getMessageProcessors()) {
      if (processor instanceof StackProcessor ours && ours.getTransport().equalsIgnoreCase(hop.getTransport())
          && ours.getIpAddress().getHostAddress().equals(sourceAddress)) {
        chosen = chosen == null || ours.getPort() == sourcePort ? ours : chosen;
      }
    }
    return chosen == null ? null : chosen.channelTo(peer);
  }

  private static InetSocketAddress literal(Hop hop) throws UnknownHostException {
    try {
      return new InetSocketAddress(InetAddress.ofLiteral(Targets.unbracketed(hop.getHost())), hop.getPort());
    } catch (IllegalArgumentException name) {
      throw new UnknownHostException(hop.getHost() + " is no address, and names are resolved elsewhere");
    }
  }

  /** False where a listening point is no longer read, or none is left. */
  boolean listening() {
    MessageProcessor[] processors = getMessageProcessors();
    return processors.length > 0
        && Arrays.stream(processors).allMatch(each -> each instanceof StackProcessor ours && ours.listening());
  }

  StackProcessor processor(Transport transport, InetSocketAddress bound) {
    return Arrays.stream(getMessageProcessors()).filter(StackProcessor.class::isInstance).map(StackProcessor.class::cast)
        .filter(each -> each.getTransport().equalsIgnoreCase(transport.word()) && each.getPort() == bound.getPort()
            && each.getIpAddress().equals(bound.getAddress()))
        .findFirst().orElseThrow();
  }

  PacketIntake intake() {
    return intake;
  }

  /** Whether anything from there is read. */
  boolean admits(org.earshot.sip.message.Hop source) {
    return valve.admits(source);
  }

  boolean overloaded() {
    return valve.overloaded();
  }

  /** Who hears of connections that have ended; on their loops. */
  void onFlowEnded(Consumer<org.earshot.sip.message.Hop> listener) {
    flowEnded = listener;
  }

  void flowEnded(org.earshot.sip.message.Hop peer) {
    flowEnded.accept(peer);
  }

  Streams streams() {
    return streams;
  }

  Workers workers() {
    return workers;
  }

  int dialogCount() {
    return dialogTable.size() + earlyDialogTable.size();
  }

  @Override
  public void stop() {
    super.stop();
    streams.close();
    workers.close();
  }
}
