package org.earshot.scenarios.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** Folders for what a run leaves. */
final class Folders {
  private Folders() {}

  /** Makes the folder, or empties it. */
  static void empty(Path folder) throws IOException {
    if (Files.exists(folder)) {
      List<Path> old;
      try (var files = Files.walk(folder)) {
        old = files.sorted(Comparator.reverseOrder()).toList();
      }
      for (Path file : old) {
        Files.delete(file);
      }
    }
    Files.createDirectories(folder);
  }
}
