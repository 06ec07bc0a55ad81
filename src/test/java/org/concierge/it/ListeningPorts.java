package org.concierge.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The TCP ports on which a process listens, from Linux's {@code /proc}. */
final class ListeningPorts {
  private static final String LISTEN = "0A";

  private ListeningPorts() {}

  /** A port, and whether it can be reached from this machine only. */
  record Port(int number, boolean loopback) {}

  static List<Port> of(long pid) {
    Set<String> sockets = sockets(pid);
    return Stream.of("tcp", "tcp6")
        .flatMap(table -> lines(Path.of("/proc/net", table)).stream().skip(1))
        .map(line -> line.strip().split("\\s+"))
        .filter(fields -> fields[3].equals(LISTEN) && sockets.contains(fields[9]))
        .map(fields -> port(fields[1]))
        .toList();
  }

  /** The address is in hexadecimal, each of its words with the last byte first. */
  private static Port port(String local) {
    String[] pair = local.split(":");
    boolean loopback =
        pair[0].matches("......7F")
            || pair[0].matches("0{16}FFFF0000......7F")
            || pair[0].equals("00000000000000000000000001000000");
    return new Port(Integer.parseInt(pair[1], 16), loopback);
  }

  /** The inodes of the sockets that the process has open. */
  private static Set<String> sockets(long pid) {
    Set<String> inodes = new HashSet<>();
    try (Stream<Path> descriptors = Files.list(Path.of("/proc", String.valueOf(pid), "fd"))) {
      for (Path descriptor : descriptors.toList()) {
        String target = Files.readSymbolicLink(descriptor).toString();
        if (target.startsWith("socket:[")) {
          inodes.add(target.substring(8, target.length() - 1));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return inodes;
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
