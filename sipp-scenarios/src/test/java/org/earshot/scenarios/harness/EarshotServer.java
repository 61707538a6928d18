package org.earshot.scenarios.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** The real server as a process of its own, ready to take calls. */
public final class EarshotServer implements AutoCloseable {
  private static final Path JAR =
      Path.of(System.getProperty("earshot.jar", Site.MODULE.resolveSibling("app/target/earshot.jar").toString()));
  private static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  private final Site site;
  private final Process process;
  private final CdrFile cdrs;

  private EarshotServer(Site site, Process process) {
    this.site = site;
    this.process = process;
    this.cdrs = new CdrFile(site.cdrs());
  }

  /** Starts a server on the site and waits until it is ready. */
  public static EarshotServer start(Site site) {
    EarshotServer server = new EarshotServer(site, launch(site));
    Runtime.getRuntime().addShutdownHook(new Thread(server.process::destroyForcibly));
    server.awaitReady();
    return server;
  }

  /** Starts the process and does not wait for anything: for starts that are to fail. Its log is the site's. */
  public static Process launch(Site site) {
    if (!Files.exists(JAR)) {
      throw new IllegalStateException(JAR + " is missing: build the app first (mvn package)");
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(System.getProperty("earshot.jvm.flags", "").trim().split(" +")));
    command.removeIf(String::isEmpty);
    command.addAll(List.of("-cp", JAR + ":" + JAR.resolveSibling("lib") + "/*", "org.earshot.app.Main", "run",
        "--config", site.configuration().toString()));
    try {
      return new ProcessBuilder(command).directory(site.directory().toFile()).redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(site.log().toFile())).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitReady() {
    Awaitility.await("the server to be ready").atMost(START_LIMIT).pollInterval(Duration.ofMillis(50)).until(() -> {
      if (!process.isAlive()) {
        throw new IllegalStateException("the server ended at start:\n" + log());
      }
      return isReady();
    });
  }

  private boolean isReady() {
    try {
      return get("/health/ready").statusCode() == 200;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  public HttpResponse<String> get(String path) {
    try {
      URI uri = URI.create("http://" + Site.SERVER_ADDRESS + ":" + site.httpPort() + path);
      return HTTP.send(HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5)).build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** A request with a body, which may be empty; its status. */
  public int send(String method, String path, String json) {
    try {
      URI uri = URI.create("http://" + Site.SERVER_ADDRESS + ":" + site.httpPort() + path);
      return HTTP.send(HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5))
          .method(method, HttpRequest.BodyPublishers.ofString(json)).build(),
          HttpResponse.BodyHandlers.ofString()).statusCode();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public Site site() {
    return site;
  }

  public CdrFile cdrs() {
    return cdrs;
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  public long pid() {
    return process.pid();
  }

  public String log() {
    return said(site);
  }

  /** All that the servers of a site printed. */
  public static String said(Site site) {
    try {
      return Files.exists(site.log()) ? Files.readString(site.log()) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Value of a metric whose line starts with this text, such as {@code name{label="x"}}; zero where there is none. */
  public double metric(String start) {
    return get("/metrics").body().lines().filter(line -> line.startsWith(start))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))).sum();
  }

  /** SIGTERM; the exit code. */
  public int terminate() {
    process.destroy();
    return exitCode();
  }

  /** SIGKILL, as a crash would. */
  public void kill() {
    process.destroyForcibly();
    exitCode();
  }

  private int exitCode() {
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the server does not end:\n" + log());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    kill();
  }
}
