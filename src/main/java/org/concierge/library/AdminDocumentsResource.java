package org.concierge.library;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.concierge.access.Requires;
import org.concierge.access.Scope;
import org.concierge.access.TenantBound;
import org.concierge.library.DocumentsResource.DocumentList;
import org.concierge.tenant.Tenant.Endpoint;

/** The documents at the address that administrators' existing clients use. */
@Path("admin/documents")
@RequestScoped
@TenantBound(Endpoint.ADMIN)
@Produces(MediaType.APPLICATION_JSON)
@Requires({Scope.DOCUMENTS_READ, Scope.DOCUMENTS_WRITE})
public class AdminDocumentsResource {
  private DocumentsResource documents;

  public AdminDocumentsResource() {}

  @Inject
  public AdminDocumentsResource(DocumentsResource documents) {
    this.documents = documents;
  }

  @GET
  public DocumentList list(@Context UriInfo address) {
    return documents.list(address);
  }

  @GET
  @Path("{id}")
  public DocumentView get(@PathParam("id") String id) {
    return documents.get(id);
  }
}
