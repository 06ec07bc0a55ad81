package org.concierge.library;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.concierge.access.Requires;
import org.concierge.access.Scope;
import org.concierge.access.TenantBound;
import org.concierge.library.DocumentsResource.DocumentList;
import org.concierge.problem.Csv;
import org.concierge.tenant.Tenant.Endpoint;

/** The documents at the address that administrators' existing clients use. */
@Path("admin/documents")
@RequestScoped
@TenantBound(Endpoint.ADMIN)
@Produces(MediaType.APPLICATION_JSON)
@Requires({Scope.DOCUMENTS_READ, Scope.DOCUMENTS_WRITE})
public class AdminDocumentsResource {
  private static final String HEAD =
      "id,filename,title,status,progress,stage,reason,pages,chunks,language,parser,tags,readers,"
          + "media_type,size_bytes,created_at\r\n";

  private DocumentsResource documents;

  public AdminDocumentsResource() {}

  @Inject
  public AdminDocumentsResource(DocumentsResource documents) {
    this.documents = documents;
  }

  /** As JSON or as a table; {@code format=csv} is for links, which cannot say what they accept. */
  @GET
  @Produces({MediaType.APPLICATION_JSON, Csv.MEDIA_TYPE})
  public Response list(
      @QueryParam("format") String format, @Context UriInfo address, @Context HttpHeaders headers) {
    MediaType first = headers.getAcceptableMediaTypes().get(0);
    boolean csv = Csv.isWanted(format, first.getType() + "/" + first.getSubtype());
    DocumentList page = documents.list(address);
    return csv
        ? Response.ok(table(page), Csv.MEDIA_TYPE + ";charset=UTF-8")
            .header("Content-Disposition", "attachment; filename=\"documents.csv\"")
            .header("X-Next-Cursor", page.nextCursor())
            .build()
        : Response.ok(page, MediaType.APPLICATION_JSON).build();
  }

  private static String table(DocumentList page) {
    return HEAD
        + page.items().stream().map(AdminDocumentsResource::row).collect(Collectors.joining());
  }

  private static String row(DocumentView document) {
    return Csv.row(
        Stream.of(
                document.id(),
                document.filename(),
                document.title(),
                document.status(),
                document.progress(),
                document.stage(),
                document.reason(),
                document.pages(),
                document.chunks(),
                document.language(),
                document.parser(),
                String.join(" ", document.tags()),
                String.join(" ", document.readers()),
                document.mediaType(),
                document.sizeBytes(),
                document.createdAt())
            .map(value -> Objects.toString(value, "")));
  }

  @GET
  @Path("{id}")
  public DocumentView get(@PathParam("id") String id) {
    return documents.get(id);
  }
}
