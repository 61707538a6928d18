package org.earshot.app.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.earshot.app.StartException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {
  @TempDir
  private Path directory;

  @Test
  void shouldWaitForTheDiskAtEachCommit() {
    try (var database = Database.open(StoreFixtures.url(directory))) {
      assertThat(pragma(database, "journal_mode")).isEqualTo("wal");
      assertThat(pragma(database, "synchronous")).as("FULL").isEqualTo("2");
    }
  }

  private static String pragma(Database database, String name) {
    return database.jdbi().withHandle(handle -> handle.createQuery("PRAGMA " + name).mapTo(String.class).one());
  }

  @Test
  void shouldOpenAgainWhatItMade() {
    Database.open(StoreFixtures.url(directory)).close();
    Database.open(StoreFixtures.url(directory)).close();

    assertThat(directory.resolve("earshot.db")).isNotEmptyFile();
  }

  @Test
  void shouldNameTheFileInOneLineWhenItCannotBeOpened() throws IOException {
    Path plain = Files.writeString(directory.resolve("notes.txt"), "not a database, but long enough to be looked at".repeat(100));
    Path folder = Files.createDirectory(directory.resolve("folder"));

    assertRefused(directory.resolve("absent/earshot.db"), "there is no directory " + directory.resolve("absent"));
    assertRefused(plain.resolve("earshot.db"), "there is no directory " + plain);
    assertRefused(folder, "it is a directory");
    assertRefused(plain, "file is not a database");
  }

  private static void assertRefused(Path file, String why) {
    assertThatThrownBy(() -> Database.open("jdbc:sqlite:" + file)).isInstanceOf(StartException.class)
        .hasMessageStartingWith("cannot open jdbc:sqlite:" + file + ": ").hasMessageContaining(why)
        .hasMessageNotContaining("\n");
  }

  @Test
  void shouldShowWhereARelativeFileIsLookedFor() {
    assertThatThrownBy(() -> Database.open("jdbc:sqlite:absent/earshot.db"))
        .hasMessageStartingWith("cannot open jdbc:sqlite:" + Path.of("absent/earshot.db").toAbsolutePath() + ": ");
  }

  @Test
  void shouldSayWhatIsWrongWithAnUnknownDatabase() {
    assertThatThrownBy(() -> Database.open("jdbc:oracle:x")).isInstanceOf(StartException.class)
        .hasMessageStartingWith("cannot open jdbc:oracle:x: ");
  }
}
