package org.earshot.media.net;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Datagrams that the kernel threw away because a media port's receive buffer was full: the one loss that the packet path
 * itself cannot see. Read from Linux' own table whenever it is asked for; nothing where there is none. Any thread.
 *
 * <pre>
 *   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops
 *   42: 0100007F:61A8 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 31337 2 0000000000000000 5
 * </pre>
 */
public final class KernelDrops {
  private static final int LOCAL_ADDRESS = 1;
  private static final int INODE = 9;
  private static final int DROPS = 12;

  private final List<Path> tables;
  private final int portMin;
  private final int portMax;
  private Map<String, Long> seen = new HashMap<>();
  private long total;

  /** Of the ports of a range, IPv4 and IPv6. */
  public KernelDrops(int portMin, int portMax) {
    this(List.of(Path.of("/proc/net/udp"), Path.of("/proc/net/udp6")), portMin, portMax);
  }

  KernelDrops(List<Path> tables, int portMin, int portMax) {
    this.tables = tables;
    this.portMin = portMin;
    this.portMax = portMax;
  }

  /** Since the start, never less than before; what a socket lost after it was last looked at goes with it. */
  public synchronized long total() {
    Map<String, Long> now = new HashMap<>();
    for (Path table : tables) {
      read(table, now);
    }
    now.forEach((socket, drops) -> total += Math.max(0, drops - seen.getOrDefault(socket, 0L)));
    seen = now;
    return total;
  }

  private void read(Path table, Map<String, Long> drops) {
    try (Stream<String> lines = Files.lines(table)) {
      lines.skip(1).map(line -> line.strip().split("\\s+")).filter(this::isOurs)
          .forEach(columns -> drops.put(columns[INODE], Long.parseLong(columns[DROPS])));
    } catch (IOException | RuntimeException e) {
      return; // another system, or another form of the table: nothing is known
    }
  }

  private boolean isOurs(String[] columns) {
    if (columns.length <= DROPS) {
      return false;
    }
    String address = columns[LOCAL_ADDRESS];
    int port = Integer.parseInt(address.substring(address.indexOf(':') + 1), 16);
    return port >= portMin && port <= portMax;
  }
}
