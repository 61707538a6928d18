package org.earshot.app.api;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.CRC32;

/** A file of the class path, held in memory and sent with a validator so that browsers ask before they use theirs. */
record WebFile(byte[] content, String type, String etag) {

  static WebFile read(String resource, String type) {
    try (var in = WebFile.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("not in this build: " + resource);
      }
      var content = in.readAllBytes();
      var sum = new CRC32();
      sum.update(content);
      return new WebFile(content, type, "\"" + Long.toHexString(sum.getValue()) + "\"");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void send(Context request) {
    request.header("Cache-Control", "no-cache").header("ETag", etag);
    if (etag.equals(request.header("If-None-Match"))) {
      request.status(HttpStatus.NOT_MODIFIED);
    } else {
      request.contentType(type).result(content);
    }
  }
}
