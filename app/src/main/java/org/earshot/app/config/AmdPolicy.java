package org.earshot.app.config;

import java.nio.file.Path;
import java.util.Optional;
import org.earshot.app.config.ServerConfig.Amd;
import org.earshot.media.amd.AmdConfig;

/**
 * What is done with the detector's word in calls to a user or by a route.
 *
 * @param unsure  what those are taken for of whom the detector cannot say what they are
 * @param prompt  what they are asked; there where it is needed
 * @param message what is left with machines; there where it is needed
 * @param release the caller is hung up on when the message begins; else it stays and hears the machine
 * @param detector thresholds of its own; empty: the server's
 */
public record AmdPolicy(Amd amd, Unsure unsure, Optional<Path> prompt, Optional<Path> message, boolean release,
                        Optional<AmdConfig> detector) {
  public static final AmdPolicy OFF = of(Amd.OFF);

  /** With the server's detector. */
  public AmdPolicy(Amd amd, Unsure unsure, Optional<Path> prompt, Optional<Path> message, boolean release) {
    this(amd, unsure, prompt, message, release, Optional.empty());
  }

  /** A person, a machine, or asked first. */
  public enum Unsure { HUMAN, MACHINE, SCREEN }

  /** As in reference.yaml. */
  public static AmdPolicy of(Amd amd) {
    return new AmdPolicy(amd, Unsure.HUMAN, Optional.empty(), Optional.empty(), false);
  }

  /** Whether the caller's answer waits for the verdict. */
  public boolean holds() {
    return amd == Amd.HOLD_ANSWER || amd == Amd.SCREEN;
  }

  /** Whether somebody may be asked. */
  public boolean screens() {
    return amd == Amd.SCREEN || unsure == Unsure.SCREEN && acts();
  }

  /** Whether anything is done on a verdict but to tell it. */
  private boolean acts() {
    return amd != Amd.OFF && amd != Amd.REPORT;
  }
}
