package org.concierge.remote;

import java.io.OutputStream;
import java.util.List;
import org.concierge.problem.Problem;

/**
 * A place outside that holds files: all that a connector needs to know of it. One kind of place is
 * one class with this interface and its name in {@link RemoteKind}.
 */
public interface RemotePlace {
  /** More than anybody's shared folder holds; a longer list is an endless one. */
  int MAX_FILES = 100_000;

  /**
   * All files there, in any order. Nothing is missing: who asks takes what is not listed for gone.
   *
   * @throws Problem UNAVAILABLE, or UNPROCESSABLE if it will not work without a person's help
   */
  List<RemoteFile> list();

  /**
   * @param to takes the bytes; is not closed
   * @throws Problem TOO_LARGE, NOT_FOUND if it has gone meanwhile, or as {@link #list}
   */
  void read(RemoteFile file, OutputStream to, long maxBytes);
}
