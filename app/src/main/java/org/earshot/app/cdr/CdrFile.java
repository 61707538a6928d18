package org.earshot.app.cdr;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Objects;

/** The file behind a name that others may move away at any time (log rotation). Confined to the writer's thread. */
final class CdrFile {
  private final Path path;
  private FileChannel channel;
  private Object key;

  CdrFile(Path path) {
    this.path = path.toAbsolutePath();
  }

  Path path() {
    return path;
  }

  /** Appends all lines or none: what a failed write left behind is cut off, so that no line is half there. */
  void append(List<String> lines) throws IOException {
    reopenIfMoved();
    var bytes = ByteBuffer.wrap((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    long before = channel.size();
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException e) {
      undo(before, e);
      throw e;
    }
  }

  private void undo(long size, IOException cause) {
    try {
      channel.truncate(size);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
    close();
  }

  private void reopenIfMoved() throws IOException {
    if (channel != null && Objects.equals(key, keyNow())) {
      return;
    }
    close();
    var folder = path.getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    boolean torn = endsWithinALine();
    channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    key = keyNow();
    if (torn) {
      channel.write(ByteBuffer.wrap(new byte[] {'\n'}));
    }
  }

  /** A machine that lost power may leave half a record: the next one must not be glued to it. */
  private boolean endsWithinALine() throws IOException {
    if (!Files.isRegularFile(path) || Files.size(path) == 0) {
      return false;
    }
    try (var old = FileChannel.open(path, StandardOpenOption.READ)) {
      var last = ByteBuffer.allocate(1);
      return old.read(last, old.size() - 1) == 1 && last.get(0) != '\n';
    }
  }

  /** Device and inode; null where the name has no file. */
  private Object keyNow() throws IOException {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    } catch (NoSuchFileException _) {
      return null;
    }
  }

  void close() {
    if (channel == null) {
      return;
    }
    try {
      channel.close();
    } catch (IOException _) {
      // Nothing is buffered here: what was written is with the kernel already.
    }
    channel = null;
  }
}
