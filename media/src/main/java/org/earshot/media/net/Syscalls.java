package org.earshot.media.net;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.invoke.MethodHandle;

/**
 * The two system calls of the packet path, called without an object in between. Pointers are longs: on the 64-bit
 * platforms that have epoll both are passed in the same registers. Any thread.
 */
final class Syscalls {
  private static final MethodHandle RECVFROM = link("recvfrom", JAVA_LONG, JAVA_LONG);
  private static final MethodHandle SENDTO = link("sendto", JAVA_LONG, JAVA_INT);

  private Syscalls() {}

  // ssize_t recvfrom(int, void*, size_t, int, struct sockaddr*, socklen_t*); sendto with socklen_t for the last.
  // Both return at once, since the sockets do not block: the critical option spares them the thread's state change.
  @SuppressWarnings("restricted")
  private static MethodHandle link(String name, MemoryLayout address, MemoryLayout addressLength) {
    Linker linker = Linker.nativeLinker();
    FunctionDescriptor signature =
        FunctionDescriptor.of(JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT, address, addressLength);
    return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), signature, Linker.Option.critical(false));
  }

  /** Octets received, -1 if there was nothing or an error. */
  static long recvfrom(int fd, long buffer, long length, long address, long addressLength) {
    try {
      return (long) RECVFROM.invokeExact(fd, buffer, length, 0, address, addressLength);
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  /** Octets sent, -1 upon an error. */
  static long sendto(int fd, long buffer, long length, long address, int addressLength) {
    try {
      return (long) SENDTO.invokeExact(fd, buffer, length, 0, address, addressLength);
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  private static IllegalStateException impossible(Throwable e) {
    return new IllegalStateException("a system call cannot throw", e);
  }
}
