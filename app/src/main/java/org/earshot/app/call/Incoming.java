package org.earshot.app.call;

import org.earshot.sip.message.LegId;
import org.earshot.sip.message.RequestId;
import org.earshot.sip.message.SipRequest;

/** A new INVITE: the caller's leg, the request to answer, and what it says. */
record Incoming(LegId leg, RequestId invite, SipRequest request) {}
