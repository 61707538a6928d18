package org.earshot.app.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Optional;

/**
 * The ports that the kernel hands to other sockets of this machine, less those reserved.
 *
 * <p>A media port there may be taken by an outgoing connection just when a call wants it.
 */
final class EphemeralPorts {
  private static final Path SYSCTLS = Path.of("/proc/sys/net/ipv4");

  private final BitSet ports;
  private final String range;

  private EphemeralPorts(BitSet ports, String range) {
    this.ports = ports;
    this.range = range;
  }

  /** Those of this machine; none where the system does not tell. */
  static EphemeralPorts ofThisMachine() {
    return read(SYSCTLS);
  }

  static EphemeralPorts read(Path sysctls) {
    try {
      String[] ends = Files.readString(sysctls.resolve("ip_local_port_range")).strip().split("\\s+");
      String reserved = Files.readString(sysctls.resolve("ip_local_reserved_ports")).strip();
      return of(Integer.parseInt(ends[0]), Integer.parseInt(ends[1]), reserved);
    } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException _) {
      return new EphemeralPorts(new BitSet(), "");
    }
  }

  /** {@code reserved} as the kernel writes it: {@code 8080,16000-16999}. */
  static EphemeralPorts of(int low, int high, String reserved) {
    var ports = new BitSet();
    ports.set(low, high + 1);
    for (String part : reserved.isEmpty() ? new String[0] : reserved.split(",")) {
      String[] ends = part.strip().split("-");
      ports.clear(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]) + 1);
    }
    return new EphemeralPorts(ports, low + "-" + high);
  }

  /** What is wrong with using these ports for media. */
  Optional<String> objectionTo(PortRange media) {
    int first = ports.nextSetBit(media.low());
    if (first < 0 || first > media.high()) {
      return Optional.empty();
    }
    return Optional.of(media + " overlaps the kernel's ephemeral ports " + range + " from " + first
        + " on; use others, or reserve them: sysctl -w net.ipv4.ip_local_reserved_ports=" + media);
  }
}
