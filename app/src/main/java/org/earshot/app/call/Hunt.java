package org.earshot.app.call;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.earshot.media.amd.AmdVerdict;
import org.earshot.sip.sdp.SessionDescription;

/**
 * A search for somebody who answers. Immutable.
 *
 * @param near      the leg for which somebody is searched: its offer goes out, its media meets that of who is heard
 * @param branches  those who are being called now
 * @param later     whom to call should they all fail, group by group
 * @param legs      the highest leg number of the call so far
 * @param redirects followed so far
 * @param tried     keys of all attempts so far
 * @param best      best final answer of those who failed
 * @param voice     whose early media is heard
 * @param rang      the waiting side has been told of ringing
 */
record Hunt(int near, List<Branch> branches, List<List<Attempt>> later, int legs, int redirects, Set<String> tried,
            Optional<Failure> best, Optional<Voice> voice, boolean rang) {

  /** Early dialogs of one peer that are remembered; no real one forks wider. */
  private static final int EARLY_MAX = 16;

  enum Stage {
    /** Its ports are being bound. */
    OPENING,
    /** It has our INVITE and has said nothing. */
    CALLING,
    /** It has said something. */
    PROCEEDING,
    /** It has named others, and where they may be called is being looked up. */
    REDIRECTED
  }

  /** One attempt under way. {@code verdict}: what the detector said of its early media. */
  record Branch(int leg, Attempt attempt, Stage stage, List<EarlyDialog> early, Optional<AmdVerdict> verdict) {
    Branch at(Stage other) {
      return new Branch(leg, attempt, other, early, verdict);
    }

    Branch heard(AmdVerdict said) {
      return new Branch(leg, attempt, stage, early, Optional.of(said));
    }

    Branch with(EarlyDialog dialog) {
      var more = new ArrayList<>(without(dialog.fork()).early);
      if (more.size() < EARLY_MAX) {
        more.add(dialog);
      }
      return new Branch(leg, attempt, stage, List.copyOf(more), verdict);
    }

    Branch without(String fork) {
      return new Branch(leg, attempt, stage, early.stream().filter(dialog -> !dialog.fork().equals(fork)).toList(),
          verdict);
    }

    /** What the dialog of that tag said of its media, else what any of the branch did. */
    Optional<SessionDescription> sdp(String fork) {
      return early.stream().filter(dialog -> dialog.fork().equals(fork)).findFirst()
          .or(() -> early.stream().findFirst()).map(EarlyDialog::sdp);
    }
  }

  /** A peer that forks answers in several early dialogs, told apart by their tag. */
  record EarlyDialog(String fork, SessionDescription sdp) {}

  record Voice(int leg, String fork) {}

  static Hunt over(List<List<Attempt>> groups, int near, int legs) {
    return new Hunt(near, List.of(), groups, legs, 0, Set.of(), Optional.empty(), Optional.empty(), false);
  }

  Optional<Branch> branch(int leg) {
    return branches.stream().filter(branch -> branch.leg() == leg).findFirst();
  }

  boolean any(Predicate<Branch> condition) {
    return branches.stream().anyMatch(condition);
  }

  /** Begins with an attempt; its leg is the next number. */
  Hunt trying(Attempt attempt) {
    var more = new ArrayList<>(branches);
    more.add(new Branch(legs + 1, attempt, Stage.OPENING, List.of(), Optional.empty()));
    var keys = new HashSet<>(tried);
    keys.add(attempt.key());
    return new Hunt(near, List.copyOf(more), later, legs + 1, redirects, Set.copyOf(keys), best, voice, rang);
  }

  /** The branch of that leg as it is now. */
  Hunt with(Branch changed) {
    return withBranches(branches.stream().map(branch -> branch.leg() == changed.leg() ? changed : branch).toList());
  }

  Hunt without(int leg) {
    return withBranches(branches.stream().filter(branch -> branch.leg() != leg).toList());
  }

  private Hunt withBranches(List<Branch> others) {
    return new Hunt(near, others, later, legs, redirects, tried, best, voice, rang);
  }

  Hunt withLater(List<List<Attempt>> groups) {
    return new Hunt(near, branches, List.copyOf(groups), legs, redirects, tried, best, voice, rang);
  }

  Hunt redirectedOnce() {
    return new Hunt(near, branches, later, legs, redirects + 1, tried, best, voice, rang);
  }

  Hunt failed(Failure failure) {
    return new Hunt(near, branches, later, legs, redirects, tried, Optional.of(failure.orBetter(best)), voice, rang);
  }

  Hunt hearing(Optional<Voice> other) {
    return new Hunt(near, branches, later, legs, redirects, tried, best, other, rang);
  }

  Hunt ringing() {
    return new Hunt(near, branches, later, legs, redirects, tried, best, voice, true);
  }
}
