package org.earshot.media.amd;

/** Rules over the frames since the answer: ours or app_amd's. */
interface Rules {
  /** The decision that this frame brings, or null; once one is given, none follows until a restart. */
  Decision accept(FrameFacts facts);

  /** The audio is over. */
  Decision finish(FrameFacts facts);

  /** The callee answered just now. */
  void restart();
}
