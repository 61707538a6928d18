package org.earshot.media.relay;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.earshot.media.Playback.Source;
import org.earshot.media.audio.Prompt;
import org.earshot.media.audio.PromptCache;
import org.earshot.media.audio.Tones;

/** Finds what is to be played, away from the media loops: files are read and tones made on a thread of their own. Any thread. */
final class Prompts {
  private static final Executor READERS = task -> Thread.ofVirtual().name("prompt").start(task);

  private final PromptCache files = new PromptCache();
  private final Map<Source, Prompt> tones = new ConcurrentHashMap<>();

  /** Ends with an {@link IOException} within where a file cannot be read. */
  CompletableFuture<Prompt> of(Source source) {
    Prompt made = tones.get(source);
    return made != null ? CompletableFuture.completedFuture(made)
        : CompletableFuture.supplyAsync(() -> make(source), READERS);
  }

  private Prompt make(Source source) {
    return switch (source) {
      case Source.File file -> read(file);
      case Source.Tone(var kind, var country) -> tones.computeIfAbsent(source, _ -> Tones.tone(kind, country));
      case Source.ComfortNoise() -> tones.computeIfAbsent(source, _ -> Tones.comfortNoise());
    };
  }

  private Prompt read(Source.File file) {
    try {
      return files.get(file.path());
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }
}
