package org.earshot.app.cdr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class CdrWriterTest {
  private static final Duration SOON = Duration.ofSeconds(30);
  /** Every write fails there with "No space left on device". */
  private static final Path FULL_DISK = Path.of("/dev/full");

  @TempDir
  private Path folder;
  private final List<String> refusals = new CopyOnWriteArrayList<>();
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

  @BeforeEach
  void listenToLog() {
    logged.start();
    log().addAppender(logged);
  }

  @AfterEach
  void leaveLog() {
    log().detachAppender(logged);
  }

  @Test
  void shouldAppendOneLineARecordWhenClosed() throws IOException {
    var file = folder.resolve("new/folder/cdr.jsonl");
    for (int run = 0; run < 2; run++) {
      try (var writer = new CdrWriter(file, refusals::add)) {
        for (int i = 0; i < 1_000; i++) {
          writer.write(record("r" + run + "-" + i));
        }
      }
    }
    assertThat(Files.readAllLines(file)).hasSize(2_000).allMatch(line -> line.startsWith("{\"id\":\"r"));
    assertThat(refusals).isEmpty();
  }

  @Test
  void shouldStartANewFileWhenTheOldOneIsRotatedAway() throws IOException {
    var file = folder.resolve("cdr.jsonl");
    try (var writer = new CdrWriter(file, refusals::add)) {
      writer.write(record("before"));
      await().atMost(SOON).until(() -> Files.exists(file) && Files.size(file) > 0);
      Files.move(file, folder.resolve("cdr.jsonl.1"));
      writer.write(record("after"));
      await().atMost(SOON).until(() -> Files.exists(file) && Files.size(file) > 0);
      Files.delete(file);
      writer.write(record("again"));
      await().atMost(SOON).until(() -> Files.exists(file) && Files.size(file) > 0);
    }
    assertThat(Files.readString(folder.resolve("cdr.jsonl.1"))).contains("before").doesNotContain("after");
    assertThat(Files.readString(file)).contains("again").doesNotContain("after");
  }

  @Test
  void shouldNotGlueRecordsTogetherWhenTheLastRunLeftHalfALine() throws IOException {
    var file = folder.resolve("cdr.jsonl");
    Files.writeString(file, "{\"id\":\"torn");
    try (var writer = new CdrWriter(file, refusals::add)) {
      writer.write(record("whole"));
    }
    assertThat(Files.readAllLines(file)).hasSize(2).last().asString().startsWith("{\"id\":\"whole\"");
  }

  @Test
  void shouldKeepEachRecordInTheLogWhenTheDiskIsFull() {
    try (var writer = new CdrWriter(FULL_DISK, refusals::add)) {
      writer.write(record("one"));
      await().atMost(SOON).until(() -> refusals.size() == 1);
      writer.write(record("two"));
      await().atMost(SOON).until(() -> refusals.size() == 2);
    }
    assertThat(refusals).containsOnly("cdr-file");
    assertThat(errors()).filteredOn(line -> line.contains("cannot be written")).hasSize(1);
    assertThat(errors()).anyMatch(line -> line.startsWith("CDR {\"id\":\"one\""))
        .anyMatch(line -> line.startsWith("CDR {\"id\":\"two\""));
  }

  @Test
  void shouldWriteAgainWhenTheFileCanBeWritten() throws IOException {
    var file = folder.resolve("cdr.jsonl");
    Files.createDirectory(file);
    try (var writer = new CdrWriter(file, refusals::add)) {
      writer.write(record("while-blocked"));
      await().atMost(SOON).until(() -> refusals.contains("cdr-file"));
      Files.delete(file);
      writer.write(record("after"));
      await().atMost(SOON).until(() -> Files.isRegularFile(file) && Files.readString(file).contains("\"after\""));
    }
    assertThat(errors()).anyMatch(line -> line.contains("while-blocked"));
  }

  @Test
  void shouldCountAndLogOnceWhenTheQueueIsFull() {
    var writer = new CdrWriter(folder.resolve("cdr.jsonl"), refusals::add, 1);
    writer.close();
    writer.write(record("late-1"));
    writer.write(record("late-2"));
    assertThat(refusals).containsExactly("cdr", "cdr");
    assertThat(errors()).singleElement().asString().contains("late-1");
  }

  private static Logger log() {
    return (Logger) LoggerFactory.getLogger(CdrWriter.class);
  }

  private List<String> errors() {
    return List.copyOf(logged.list).stream().filter(event -> event.getLevel() == Level.ERROR)
        .map(ILoggingEvent::getFormattedMessage).toList();
  }

  private static Cdr record(String id) {
    var at = Instant.parse("2026-11-21T02:00:00Z");
    return new Cdr(id, "alice", "bob", Optional.empty(), Optional.of("internal"), at, Optional.empty(),
        Optional.empty(), at, 0, 0, Optional.empty(), 486, "busy", 17, "callee", "id@host", Optional.empty(),
        Optional.empty(), new Cdr.Media(Optional.empty(), Optional.empty()), Optional.empty(), Optional.empty(), Optional.empty());
  }
}
