package org.concierge.library;

import org.concierge.catalogue.DocumentChange;
import org.concierge.library.Library.Received;
import org.concierge.problem.Problem;
import org.concierge.tenant.Tenant;

/** Makes documents of what stands at addresses; whoever does it stands above this package. */
public interface UrlImports {
  /**
   * Lets the document stand at once; its bytes are fetched by whoever has time, and read then. The
   * same address again is the same document, fetched anew.
   *
   * @param details said of a document that is new
   * @throws Problem BAD_REQUEST, UNPROCESSABLE if the address must not be called, or the tenant
   *     imports none
   */
  Received receive(Tenant tenant, String address, DocumentChange details);
}
