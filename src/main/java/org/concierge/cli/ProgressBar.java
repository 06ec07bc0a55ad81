package org.concierge.cli;

import java.io.PrintWriter;

/**
 * How far a long command is, in one line that is written again and again. Only for terminals: in a
 * file each of its states would stay.
 */
final class ProgressBar {
  private static final int WIDTH = 30;
  private static final int LABEL = 40;

  private final PrintWriter out;
  private final int total;
  private int done;

  /**
   * @param out null: shows nothing
   */
  ProgressBar(PrintWriter out, int total) {
    this.out = out;
    this.total = Math.max(1, total);
  }

  /** One more is done. */
  void step(String label) {
    done = Math.min(total, done + 1);
    if (out != null) {
      out.print("\r" + line(done, total, label));
      if (done == total) {
        out.println();
      }
      out.flush();
    }
  }

  /** Makes room for a line that is to stay. */
  void clear() {
    if (out != null) {
      out.print("\r" + " ".repeat(line(0, total, "").length()) + "\r");
      out.flush();
    }
  }

  static String line(int done, int total, String label) {
    int filled = WIDTH * done / total;
    String shown =
        label.length() > LABEL ? "…" + label.substring(label.length() - LABEL + 1) : label;
    return ("[%s%s] %3d%% %d of %d  %-" + LABEL + "s")
        .formatted(
            "#".repeat(filled), "-".repeat(WIDTH - filled), 100 * done / total, done, total, shown);
  }
}
