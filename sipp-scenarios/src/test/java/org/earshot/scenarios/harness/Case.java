package org.earshot.scenarios.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A case folder: its case.yaml, and its own server.yaml if there is one.
 *
 * @param run what happens, in order
 * @param cdr what the records say, one a call, in the order the calls end
 */
public record Case(Path folder, List<Step> run, List<JsonNode> cdr) {
  private static final ObjectMapper YAML = new YAMLMapper();

  /**
   * One program of a case: exactly one of {@code sipp} and {@code raw} is given.
   *
   * @param sipp      scenario file, in the case's folder, or in this module where it begins with lib/, or -sn NAME;
   *                  uas-* run beside what follows and are waited for at the end
   * @param raw       message sent as it is, by UDP, in one datagram
   * @param expect    for raw: the status of the answer, {@code none}, or {@code any}
   * @param as        who it is: a name of lib/users.csv, which has the address and the password
   * @param at        at the address of another, such as a second phone
   * @param password  in place of the one in users.csv
   * @param dial      user part of the Request-URI
   * @param transport udp or tcp; tls or ws where the case's server listens so
   */
  public record Step(String sipp, String raw, String expect, String as, String at, String password,
                     String dial, String transport) {
    public Step {
      transport = transport == null ? "udp" : transport;
      at = at == null ? as : at;
      dial = dial == null ? "service" : dial;
    }

    /** SIPp's default scenarios are named with their option. */
    boolean isDefaultScenario() {
      return sipp.startsWith("-sn ");
    }

    boolean isCallee() {
      String name = isDefaultScenario() ? sipp.substring(4) : Path.of(sipp).getFileName().toString();
      return name.equals("uas") || name.startsWith("uas-");
    }
  }

  private record Content(List<Step> run, List<JsonNode> cdr) {}

  static Case read(Path folder) {
    try {
      Content content = YAML.readValue(folder.resolve("case.yaml").toFile(), Content.class);
      return new Case(folder, content.run(), content.cdr());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every case of this module, by name; or those that the property earshot.cases names, separated by commas. */
  public static List<Case> all() {
    String wanted = System.getProperty("earshot.cases", "");
    if (!wanted.isBlank()) {
      return Arrays.stream(wanted.split("[, ]+")).map(name -> read(Site.MODULE.resolve(name))).toList();
    }
    try (var folders = Files.list(Site.MODULE)) {
      return folders.filter(folder -> Files.exists(folder.resolve("case.yaml"))).sorted().map(Case::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String name() {
    return folder.getFileName().toString();
  }

  /** Changes to the common configuration; a case that has them gets a server of its own. */
  Optional<Path> serverChanges() {
    return Optional.of(folder.resolve("server.yaml")).filter(Files::exists);
  }

  Path file(String name) {
    Path file = name.startsWith("lib/") ? Site.MODULE.resolve(name) : folder.resolve(name);
    if (!Files.exists(file)) {
      throw new IllegalArgumentException(file + " is named in case.yaml and does not exist");
    }
    return file;
  }
}
