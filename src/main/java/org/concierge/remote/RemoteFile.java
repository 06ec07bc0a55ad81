package org.concierge.remote;

/**
 * A file as its place lists it.
 *
 * @param path below the place's address, with slashes, decoded; unlike that of any other file there
 * @param version anything that changes when the content does
 * @param sizeBytes -1 if the place does not say
 */
public record RemoteFile(String path, String version, long sizeBytes) {
  /** The last part of the path. */
  public String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
