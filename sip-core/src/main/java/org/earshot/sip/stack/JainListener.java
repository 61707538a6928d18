package org.earshot.sip.stack;

import gov.nist.javax.sip.DialogTimeoutEvent;
import gov.nist.javax.sip.ResponseEventExt;
import gov.nist.javax.sip.SipListenerExt;
import javax.sip.DialogTerminatedEvent;
import javax.sip.IOExceptionEvent;
import javax.sip.RequestEvent;
import javax.sip.ResponseEvent;
import javax.sip.TimeoutEvent;
import javax.sip.TransactionTerminatedEvent;
import org.earshot.sip.stack.TransactionIndex.Pending;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stack's callbacks, each caught: an error that reached the stack would end the worker that called. No logic here.
 */
final class JainListener implements SipListenerExt {
  private static final Logger LOG = LoggerFactory.getLogger(JainListener.class);

  /** A step that may fail in any way. */
  private interface Step {
    void run() throws Exception;
  }

  private final RequestIntake requests;
  private final ResponseIntake responses;
  private final TransactionIndex index;

  JainListener(RequestIntake requests, ResponseIntake responses, TransactionIndex index) {
    this.requests = requests;
    this.responses = responses;
    this.index = index;
  }

  @Override
  public void processRequest(RequestEvent event) {
    guarded("request", () -> requests.on(event));
  }

  @Override
  public void processResponse(ResponseEvent event) {
    guarded("response", () -> responses.on((ResponseEventExt) event));
  }

  @Override
  public void processTimeout(TimeoutEvent event) {
    guarded("timeout", () -> {
      if (!event.isServerTransaction()) {
        responses.timedOut(event.getClientTransaction());
      }
    });
  }

  @Override
  public void processDialogTimeout(DialogTimeoutEvent event) {
    guarded("dialog timeout", () -> {
      if (event.getReason() == DialogTimeoutEvent.Reason.AckNotReceived
          && event.getDialog().getApplicationData() instanceof LegEntry leg) {
        responses.ackMissing(leg);
      }
    });
  }

  @Override
  public void processTransactionTerminated(TransactionTerminatedEvent event) {
    guarded("transaction end", () -> {
      if (event.isServerTransaction() && event.getServerTransaction().getApplicationData() instanceof Pending pending) {
        index.take(pending.id());
      }
    });
  }

  /** The legs have their own end; the stack's table is its own affair. */
  @Override
  public void processDialogTerminated(DialogTerminatedEvent event) {}

  /** Each send that fails says so to its sender; this comes beside it and names no leg. */
  @Override
  public void processIOException(IOExceptionEvent event) {
    LOG.debug("I/O trouble with {}:{}/{}", event.getHost(), event.getPort(), event.getTransport());
  }

  private static void guarded(String what, Step step) {
    try {
      step.run();
    } catch (Throwable problem) {
      LOG.error("{} not handled", what, problem);
    }
  }
}
