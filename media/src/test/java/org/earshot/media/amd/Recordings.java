package org.earshot.media.amd;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.earshot.media.audio.WavReader;

/** The recordings that generate.sh made. */
public final class Recordings {
  public static final Path FOLDER = Path.of("src/test/resources/audio");

  private Recordings() {}

  public static List<Path> all() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".wav")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Those of people and of machines. */
  public static Stream<Path> voices() {
    return all().stream().filter(file -> name(file).startsWith("human-") || name(file).startsWith("machine-"));
  }

  static String name(Path file) {
    return file.getFileName().toString();
  }

  static AmdResult expected(Path file) {
    return name(file).startsWith("human-") ? AmdResult.HUMAN : AmdResult.MACHINE;
  }

  static short[] samples(Path file) {
    try {
      return WavReader.read(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
