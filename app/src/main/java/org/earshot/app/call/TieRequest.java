package org.earshot.app.call;

import java.util.Optional;
import org.earshot.media.MediaSession;
import org.earshot.sip.sdp.SessionDescription;

/**
 * What one call asks of another: to put one of its own in the place of a leg there (RFC 3891). Passed between loops.
 *
 * @param call      who asks
 * @param leg       the leg that stands there for who is left of the other call
 * @param replaced  the leg to take the place of
 * @param earlyOnly only while nobody has answered
 * @param name      who comes
 * @param sdp       what that one said of its media
 * @param session   its media
 */
record TieRequest(String call, int leg, int replaced, boolean earlyOnly, String name, Optional<SessionDescription> sdp,
                  MediaSession session) {}
