package org.concierge.tenant;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A tenants folder as an administrator would edit it: each file written beside and renamed. */
final class TenantsFolder {
  private final Path path;

  TenantsFolder(Path path) {
    this.path = path;
  }

  Path path() {
    return path;
  }

  Path file(String id) {
    return path.resolve(id).resolve(".env");
  }

  TenantsFolder write(String id, String text) {
    try {
      Files.createDirectories(file(id).getParent());
      Path draft = Files.writeString(path.resolve(id).resolve(".env.new"), text);
      Files.move(draft, file(id), StandardCopyOption.ATOMIC_MOVE);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void remove(String id) {
    try {
      Files.delete(file(id));
      Files.delete(path.resolve(id));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
