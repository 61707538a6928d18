package org.earshot.app.call;

/**
 * How far the detector's word about the callee has come, and what is being done about it.
 *
 * <pre>
 *   Awaiting ──┬──────────────► Over        a person, or nothing to be done
 *      │ unsure│ machine ▲
 *      ▼       ▼         │
 *   Asking   Greeting ───┤ it was a person after all
 *      │       │ its end │
 *      ▼       ▼         │
 *   Answering  Message ──┘ the message is left
 *              ▲  ▼ a person picks up
 *             Joined
 * </pre>
 */
sealed interface Judging {

  /** There is nothing left to do but to tell. */
  record Over() implements Judging {}

  /** The first verdict is awaited. {@code talking}: the callee, now. */
  record Awaiting(boolean talking) implements Judging {}

  /** It may be either, and is played the prompt. */
  record Asking() implements Judging {}

  /** It has been asked and is listened to again. */
  record Answering() implements Judging {}

  /**
   * A machine speaks, and is to be left a message when it has done.
   *
   * @param known   the detector will tell the end of the greeting; else its quiet does
   * @param talking it, now
   */
  record Greeting(boolean known, boolean talking) implements Judging {}

  /** The message is being played to it, for that many times. */
  record Message(int plays) implements Judging {}

  /** A person seems to have picked up meanwhile. If it was the machine after all, its next beep will tell. */
  record Joined(int plays) implements Judging {}

  /** Whether a message is to be left, or is being left. */
  default boolean dropping() {
    return switch (this) {
      case Greeting _, Message _ -> true;
      case Over _, Awaiting _, Asking _, Answering _, Joined _ -> false;
    };
  }

  /** Whether something is under way that nobody else may come between. */
  default boolean busy() {
    return switch (this) {
      case Asking _, Answering _, Greeting _, Message _ -> true;
      case Over _, Awaiting _, Joined _ -> false;
    };
  }
}
