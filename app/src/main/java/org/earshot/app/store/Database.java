package org.earshot.app.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.earshot.app.StartException;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;

/**
 * An open database with its tables in place. Any thread; all its calls block, so none is for a loop.
 *
 * <p>One connection is enough: SQLite has one writer at a time, all writing goes through {@link GroupCommit}, and
 * reading happens at the start. The pool is there for what it does when a connection breaks.
 */
public final class Database implements AutoCloseable {
  private static final String SQLITE = "jdbc:sqlite:";
  private static final Map<String, String> SQLITE_SETTINGS = Map.of(
      "journal_mode", "WAL",
      // An answer that says "registered" is a promise: the commit waits until the disk has it
      "synchronous", "FULL",
      // Milliseconds. Longer than any other program should hold the lock, shorter than a phone waits for its answer
      "busy_timeout", "2000");
  private static final int CONNECT_TIMEOUT_MS = 5_000;

  private final HikariDataSource source;
  private final Jdbi jdbi;

  private Database(HikariDataSource source) {
    this.source = source;
    this.jdbi = Jdbi.create(source);
  }

  /**
   * Opens, and makes or updates the tables. A relative SQLite file is found from the working directory. Throws
   * {@link StartException} with a line that names the database and what is wrong.
   */
  public static Database open(String url) {
    String absolute = absolute(url);
    Optional<String> obstacle = isFile(url) ? obstacle(file(absolute)) : Optional.empty();
    if (obstacle.isPresent()) {
      throw new StartException("cannot open " + absolute + ": " + obstacle.get());
    }
    HikariDataSource source = null;
    try {
      source = new HikariDataSource(config(absolute));
      Flyway.configure().dataSource(source).locations("classpath:db/migration").load().migrate();
      return new Database(source);
    } catch (RuntimeException e) {
      if (source != null) {
        source.close();
      }
      throw new StartException("cannot open " + absolute + ": " + Causes.root(e), e);
    }
  }

  private static HikariConfig config(String url) {
    var config = new HikariConfig();
    config.setPoolName("store");
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(1);
    config.setConnectionTimeout(CONNECT_TIMEOUT_MS);
    if (url.startsWith(SQLITE)) {
      config.setMaxLifetime(0);
      SQLITE_SETTINGS.forEach((name, value) -> {
        if (!query(url).contains(name + "=")) {
          config.addDataSourceProperty(name, value);
        }
      });
    }
    return config;
  }

  private static String absolute(String url) {
    return isFile(url) ? SQLITE + file(url).toAbsolutePath().normalize() + query(url) : url;
  }

  /** SQLite also has databases in memory, whose name begins with a colon. */
  private static boolean isFile(String url) {
    return url.startsWith(SQLITE) && !url.startsWith(SQLITE + ":");
  }

  private static Path file(String url) {
    return Path.of(url.substring(SQLITE.length(), url.length() - query(url).length()));
  }

  private static String query(String url) {
    int question = url.indexOf('?');
    return question < 0 ? "" : url.substring(question);
  }

  /** Looked for beforehand: SQLite has the same words for every file that it may not open. */
  private static Optional<String> obstacle(Path file) {
    Path directory = file.getParent();
    if (directory == null || Files.isDirectory(file)) {
      return Optional.of("it is a directory");
    }
    if (!Files.isDirectory(directory)) {
      return Optional.of("there is no directory " + directory);
    }
    if (!Files.isWritable(directory)) {
      return Optional.of("directory is not writable");
    }
    return Files.exists(file) && !Files.isWritable(file) ? Optional.of("file is not writable") : Optional.empty();
  }

  Jdbi jdbi() {
    return jdbi;
  }

  @Override
  public void close() {
    source.close();
  }
}
