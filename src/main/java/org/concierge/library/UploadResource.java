package org.concierge.library;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.EntityPart;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.concierge.access.Requires;
import org.concierge.access.Scope;
import org.concierge.access.TenantBound;
import org.concierge.audit.RequestAudit;
import org.concierge.catalogue.DocumentChange;
import org.concierge.document.Document;
import org.concierge.document.DocumentFiles;
import org.concierge.document.DocumentStatus;
import org.concierge.library.Library.Received;
import org.concierge.problem.Problem;
import org.concierge.tenant.Tenant.Endpoint;
import org.concierge.tenant.TenantContext;

/** Takes files, one or many, and answers as soon as they are safe. */
@Path("upload")
@RequestScoped
@TenantBound(Endpoint.UPLOAD)
public class UploadResource {
  private static final int MAX_FILES = 1_000;

  /** Bytes of a form's field: a hundred marks, fifty fields of metadata. */
  private static final int MAX_FIELD = 100_000;

  private Library library;
  private TenantContext tenant;
  private RequestAudit audit;

  public UploadResource() {}

  @Inject
  public UploadResource(Library library, TenantContext tenant, RequestAudit audit) {
    this.library = library;
    this.tenant = tenant;
    this.audit = audit;
  }

  /** What became of one file. */
  public record Upload(
      UUID id,
      String filename,
      DocumentStatus status,
      String reason,
      boolean duplicate,
      String location) {}

  /** In the order of the files. */
  public record Uploads(List<Upload> documents) {}

  @POST
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @Produces(MediaType.APPLICATION_JSON)
  @Requires(Scope.DOCUMENTS_WRITE)
  public Response upload(List<EntityPart> parts) throws IOException {
    DocumentChange details = new UploadForm(fields(parts)).details();
    List<Upload> uploads = new ArrayList<>();
    Problem refused = null;
    for (EntityPart part : parts) {
      String filename = part.getFileName().map(UploadResource::asSent).orElse("");
      if (filename.isEmpty() || uploads.size() == MAX_FILES) {
        continue;
      }
      try (InputStream content = part.getContent()) {
        uploads.add(taken(library.receive(tenant.tenant(), filename, content, details)));
      } catch (Problem problem) {
        refused = problem;
        uploads.add(
            new Upload(
                null,
                DocumentFiles.cleaned(filename),
                DocumentStatus.FAILED,
                problem.detail(),
                false,
                null));
      }
    }
    if (uploads.isEmpty()) {
      throw Problem.badRequest("Send one or more files as parts named \"file\".");
    }
    if (refused != null && uploads.stream().allMatch(upload -> upload.id() == null)) {
      throw refused;
    }
    List<String> taken =
        uploads.stream().filter(upload -> upload.id() != null).map(u -> u.id().toString()).toList();
    audit.record("document.uploaded", taken, readers(details));
    return Response.accepted(new Uploads(uploads)).build();
  }

  private static Map<String, List<String>> fields(List<EntityPart> parts) throws IOException {
    Map<String, List<String>> fields = new HashMap<>();
    for (EntityPart part : parts) {
      if (part.getFileName().isEmpty()) {
        try (InputStream content = part.getContent()) {
          String text = new String(content.readNBytes(MAX_FIELD), StandardCharsets.UTF_8);
          fields.computeIfAbsent(part.getName(), name -> new ArrayList<>()).add(text);
        }
      }
    }
    return fields;
  }

  private static Map<String, String> readers(DocumentChange details) {
    return details.readers() == null
        ? Map.of()
        : Map.of("readers", String.join(" ", details.readers()));
  }

  /**
   * Browsers send names as UTF-8 (RFC 7578, 5.1); one of our servers reads each byte as a character
   * of its own. Undone where the bytes are UTF-8, which a name that was read well hardly ever is.
   */
  private static String asSent(String filename) {
    try {
      ByteBuffer bytes = StandardCharsets.ISO_8859_1.newEncoder().encode(CharBuffer.wrap(filename));
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      return filename;
    }
  }

  private static Upload taken(Received received) {
    Document document = received.document();
    return new Upload(
        document.id(),
        document.filename(),
        document.status(),
        document.reason(),
        received.duplicate(),
        "/api/v1/documents/" + document.id());
  }
}
