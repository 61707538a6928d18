package org.earshot.media.audio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Decoded prompts, shared by all calls: a file is read once, and again when it has changed. What has not been asked for the
 * longest goes when it is too much. Blocks on the disk: not for a media loop. Any thread.
 *
 * <p>WAV files of any rate; raw G.711 in files that end in {@code .ulaw}, {@code .pcmu}, {@code .alaw} or {@code .pcma}.
 */
public final class PromptCache {
  private static final long OCTETS_MAX = 64L << 20;
  private static final long RAW_MAX = 64L << 20;

  private record Entry(FileTime modified, Prompt prompt) {}

  private final Map<Path, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
  private long octets;

  /** The prompt of a file. Throws where it cannot be read. */
  public Prompt get(Path file) throws IOException {
    Path path = file.toAbsolutePath().normalize();
    FileTime modified = Files.getLastModifiedTime(path);
    synchronized (this) {
      Entry known = entries.get(path);
      if (known != null && known.modified().equals(modified)) {
        return known.prompt();
      }
    }
    Prompt prompt = Prompt.of(read(path));
    if (prompt.packets() == 0) {
      throw new IOException("holds no audio");
    }
    keep(path, new Entry(modified, prompt));
    return prompt;
  }

  private synchronized void keep(Path path, Entry entry) {
    Entry old = entries.put(path, entry);
    octets += entry.prompt().octets() - (old == null ? 0 : old.prompt().octets());
    var eldest = entries.entrySet().iterator();
    while (octets > OCTETS_MAX && entries.size() > 1) {
      octets -= eldest.next().getValue().prompt().octets();
      eldest.remove();
    }
  }

  private static short[] read(Path path) throws IOException {
    String name = path.getFileName().toString();
    if (name.endsWith(".ulaw") || name.endsWith(".pcmu")) {
      return expanded(path, false);
    }
    return name.endsWith(".alaw") || name.endsWith(".pcma") ? expanded(path, true) : WavReader.read(path);
  }

  private static short[] expanded(Path path, boolean alaw) throws IOException {
    if (Files.size(path) > RAW_MAX) {
      throw new IOException("larger than " + (RAW_MAX >> 20) + " MB");
    }
    byte[] octets = Files.readAllBytes(path);
    short[] samples = new short[octets.length];
    for (int i = 0; i < octets.length; i++) {
      samples[i] = alaw ? G711.fromALaw(octets[i]) : G711.fromMuLaw(octets[i]);
    }
    return samples;
  }
}
