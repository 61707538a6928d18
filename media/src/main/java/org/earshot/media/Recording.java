package org.earshot.media;

import java.nio.file.Path;

/**
 * A recording of one leg.
 *
 * @param name   by which its end is told
 * @param file   WAV, 16 bits at 8 kHz; the folder must exist, a file of that name is replaced
 * @param stereo the peer left and what it is sent right: the call as this peer has it; else the peer alone
 */
public record Recording(String name, Path file, boolean stereo) {

  /** Why a recording is over. */
  public enum End {
    STOPPED,
    /** The file could not be written. */
    UNWRITABLE,
    /** The session was closed, or another recording begun. */
    CLOSED
  }
}
