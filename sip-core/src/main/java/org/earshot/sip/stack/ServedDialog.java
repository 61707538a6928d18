package org.earshot.sip.stack;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.stack.SIPDialog;
import gov.nist.javax.sip.stack.SIPTransaction;

/** A dialog that a peer's INVITE makes, in which the leg and not the stack looks after PRACK (RFC 3262). */
final class ServedDialog extends SIPDialog {
  private static final long serialVersionUID = 1L;

  ServedDialog(SIPTransaction transaction) {
    super(transaction);
  }

  /** True passes the request on. The original answers what it does not expect with nothing at all. */
  @Override
  public boolean handlePrack(SIPRequest prack) {
    return true;
  }
}
