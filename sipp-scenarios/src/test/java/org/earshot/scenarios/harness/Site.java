package org.earshot.scenarios.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One set of ports, and the server's configuration made for them: lib/server.yaml with a case's server.yaml over it.
 *
 * @param directory of the server's files: configuration, store, CDRs, log
 * @param sipPort   of the server, UDP and TCP, on 127.0.0.1
 * @param httpPort  of the server
 * @param peerPort  of every peer; peers have an address each
 * @param tlsPort   of the server, where the case has it listen with {@code tls://}
 * @param wsPort    the same with {@code ws://}
 */
public record Site(Path directory, int sipPort, int httpPort, int peerPort, int tlsPort, int wsPort) {
  public static final Path MODULE = Path.of("").toAbsolutePath();
  public static final Path TARGET = MODULE.resolve("target");
  public static final String SERVER_ADDRESS = "127.0.0.1";
  private static final ObjectMapper YAML = new YAMLMapper();

  /** A new site in {@code target/NAME}. */
  public static Site make(String name, Optional<Path> changes) {
    try {
      Path directory = TARGET.resolve("servers").resolve(name);
      Folders.empty(directory);
      Site site = new Site(directory, Ports.free(), Ports.free(), Ports.free(), Ports.free(), Ports.free());
      Keys.make(directory);
      ObjectNode configuration = (ObjectNode) site.read(MODULE.resolve("lib/server.yaml"));
      if (changes.isPresent()) {
        merge(configuration, (ObjectNode) site.read(changes.get()));
      }
      YAML.writeValue(site.configuration().toFile(), configuration);
      return site;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Path configuration() {
    return directory.resolve("earshot.yaml");
  }

  Path cdrs() {
    return directory.resolve("cdr.jsonl");
  }

  Path log() {
    return directory.resolve("server.log");
  }

  private JsonNode read(Path file) throws IOException {
    return YAML.readTree(filled(Files.readString(file)));
  }

  /** The text with ${sip}, ${tls}, ${ws}, ${http}, ${peer}, ${dir} replaced. */
  public String filled(String text) {
    return text.replace("${sip}", "" + sipPort).replace("${http}", "" + httpPort)
        .replace("${peer}", "" + peerPort).replace("${tls}", "" + tlsPort).replace("${ws}", "" + wsPort)
        .replace("${dir}", directory.toString());
  }

  /** Objects are merged key by key; anything else, lists included, is replaced. */
  private static void merge(ObjectNode into, ObjectNode changes) {
    for (var change : changes.properties()) {
      JsonNode old = into.get(change.getKey());
      if (old instanceof ObjectNode branch && change.getValue() instanceof ObjectNode changed) {
        merge(branch, changed);
      } else {
        into.set(change.getKey(), change.getValue());
      }
    }
  }
}
