package org.concierge.console;

import jakarta.el.ELException;
import jakarta.faces.FacesException;
import jakarta.faces.application.ViewExpiredException;
import jakarta.faces.context.ExceptionHandler;
import jakarta.faces.context.ExceptionHandlerWrapper;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.faces.event.ExceptionQueuedEvent;
import jakarta.faces.event.PhaseId;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;

/**
 * What becomes of a failure on a page. A problem that an action meets is told on the page itself; a
 * page that cannot be shown becomes the error page; a view that the server no longer has is shown
 * anew. What nobody foresaw says its request id, its cause is in the log.
 */
final class Failures extends ExceptionHandlerWrapper {
  Failures(ExceptionHandler wrapped) {
    super(wrapped);
  }

  @Override
  public void handle() {
    Iterator<ExceptionQueuedEvent> events = getUnhandledExceptionQueuedEvents().iterator();
    while (events.hasNext()) {
      ExceptionQueuedEvent event = events.next();
      events.remove();
      FacesContext faces = event.getContext().getContext();
      if (!faces.getResponseComplete()) {
        tell(faces, event.getContext().getPhaseId(), event.getContext().getException());
      }
    }
  }

  private static void tell(FacesContext faces, PhaseId phase, Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ViewExpiredException expired) {
        showAnew(faces, expired.getViewId());
        return;
      }
      if (cause instanceof Problem problem) {
        tell(faces, phase, problem);
        return;
      }
    }
    Throwable root = failure;
    while ((root instanceof FacesException || root instanceof ELException)
        && root.getCause() != null) {
      root = root.getCause();
    }
    tell(faces, phase, new Problem(ProblemType.INTERNAL, "Something went wrong.", root));
  }

  private static void tell(FacesContext faces, PhaseId phase, Problem problem) {
    boolean acting =
        phase == PhaseId.INVOKE_APPLICATION && faces.isPostback() && faces.getViewRoot() != null;
    if (acting && problem.type() != ProblemType.UNAUTHENTICATED) {
      ErrorPage.log((HttpServletRequest) faces.getExternalContext().getRequest(), problem);
      Told.problem(faces, problem);
      return;
    }
    // For the filter, which can still begin the answer anew.
    throw new FacesException(problem);
  }

  /** By the address that was asked for, which holds what the page needs. */
  private static void showAnew(FacesContext faces, String view) {
    ExternalContext external = faces.getExternalContext();
    String name = Pages.name(view).orElse("index");
    try {
      external.redirect(external.getRequestContextPath() + Pages.path(name) + "?expired=true");
      faces.responseComplete();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
