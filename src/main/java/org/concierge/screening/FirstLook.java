package org.concierge.screening;

import java.io.IOException;
import org.concierge.content.ExtractionFailed.Reason;
import org.concierge.document.DocumentFiles.StoredFile;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.sniffing.MediaTypeDetector;

/** Turns away at once what is seen never to be read: nobody should have to wait for that. */
public final class FirstLook {
  private FirstLook() {}

  /**
   * @throws Problem UNPROCESSABLE for an empty file, UNSUPPORTED_TYPE for a program, by whatever
   *     name it comes; UNAVAILABLE if it cannot be looked at
   */
  public static void check(StoredFile file) {
    if (file.sizeBytes() == 0) {
      throw new Problem(ProblemType.UNPROCESSABLE, Reason.EMPTY.sentence());
    }
    try {
      if (MediaTypeDetector.isProgram(file.path())) {
        throw new Problem(ProblemType.UNSUPPORTED_TYPE, Reason.UNSUPPORTED.sentence());
      }
    } catch (IOException e) {
      throw Problem.unavailable("The file store is not available; try again in a moment.", e);
    }
  }
}
