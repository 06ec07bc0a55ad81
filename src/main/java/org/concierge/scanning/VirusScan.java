package org.concierge.scanning;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Optional;
import org.concierge.problem.Problem;
import org.concierge.tenant.ImportSettings;
import org.concierge.tenant.Tenant;

/**
 * Looks through files before anybody reads them, as far as the tenant asks for it and the
 * installation has a scanner. Where the tenant requires it, a file that nobody could look through
 * is not read. Thread safe.
 */
public final class VirusScan {
  private static final Logger LOG = System.getLogger(VirusScan.class.getName());

  private final Optional<Clamd> clamd;

  VirusScan(Optional<Clamd> clamd) {
    this.clamd = clamd;
  }

  /** With the scanner that the environment names, if it names one. */
  public static VirusScan fromEnvironment() {
    return new VirusScan(Clamd.from(name -> System.getProperty(name, System.getenv(name))));
  }

  /** The file must not be kept. The message is a sentence for the person who uploaded it. */
  public static final class Infected extends Exception {
    private static final long serialVersionUID = 1L;

    private final String virus;

    private Infected(String virus) {
      super("A virus was found in the file (" + virus + "); it was deleted.");
      this.virus = virus;
    }

    /** As the scanner calls it. */
    public String virus() {
      return virus;
    }
  }

  /** The file is not looked through, ever, so the tenant does not want it read. */
  public static final class Unscannable extends Exception {
    private static final long serialVersionUID = 1L;

    private Unscannable(Throwable cause) {
      super(
          "The file is larger than the virus scanner takes, and this tenant takes only files that"
              + " were scanned.",
          cause);
    }
  }

  /**
   * Returns if the file may be read.
   *
   * @throws Infected if a virus was found
   * @throws Unscannable if it was not looked through, and never will be
   * @throws Problem UNAVAILABLE if the tenant requires a scan, and nobody is there to do it
   */
  public void check(Tenant tenant, Path file) throws Infected, Unscannable {
    ImportSettings.VirusScan wanted = tenant.imports().virusScan();
    boolean required = wanted == ImportSettings.VirusScan.REQUIRED;
    if (wanted == ImportSettings.VirusScan.OFF || (clamd.isEmpty() && !required)) {
      return;
    }
    try {
      Clamd.Verdict verdict =
          clamd.orElseThrow(() -> new IOException("no scanner is set up")).scan(file);
      if (!verdict.isClean()) {
        throw new Infected(verdict.virus());
      }
    } catch (Clamd.TooLarge e) {
      if (required) {
        throw new Unscannable(e);
      }
      LOG.log(Level.WARNING, "tenant {0}: a file is too large for the scanner", tenant.id());
    } catch (IOException e) {
      LOG.log(Level.WARNING, "The virus scanner is not available: {0}", e.getMessage());
      if (required) {
        throw Problem.unavailable(
            "The virus scanner is not available, and this tenant takes only files that were"
                + " scanned.",
            e);
      }
    }
  }
}
