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
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.concierge.access.Reader;
import org.concierge.access.Requires;
import org.concierge.access.Scope;
import org.concierge.access.TenantBound;
import org.concierge.audit.RequestAudit;
import org.concierge.document.Document;
import org.concierge.document.DocumentFiles;
import org.concierge.document.DocumentStatus;
import org.concierge.document.ReaderMarks;
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

  /** Bytes of a form's field: a hundred marks. */
  private static final int MAX_FIELD = 10_000;

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

  /**
   * What became of one file.
   *
   * @param sameName documents of the same name, which this one may be meant to replace
   */
  public record Upload(
      UUID id,
      String filename,
      DocumentStatus status,
      String reason,
      boolean duplicate,
      String location,
      List<UUID> sameName) {}

  /** In the order of the files. */
  public record Uploads(List<Upload> documents) {}

  @POST
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @Produces(MediaType.APPLICATION_JSON)
  @Requires(Scope.DOCUMENTS_WRITE)
  public Response upload(List<EntityPart> parts) throws IOException {
    Document replaced = replaced(parts);
    List<String> readers = readers(parts, replaced);
    List<Upload> uploads = new ArrayList<>();
    Problem refused = null;
    for (EntityPart part : parts) {
      String filename = part.getFileName().map(UploadResource::asSent).orElse("");
      if (filename.isEmpty() || uploads.size() == MAX_FILES) {
        continue;
      }
      try (InputStream content = part.getContent()) {
        uploads.add(taken(received(filename, content, readers, replaced)));
      } catch (Problem problem) {
        refused = problem;
        uploads.add(
            new Upload(
                null,
                DocumentFiles.cleaned(filename),
                DocumentStatus.FAILED,
                problem.detail(),
                false,
                null,
                List.of()));
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
    audit.record("document.uploaded", taken, Map.of("readers", String.join(" ", readers)));
    return Response.accepted(new Uploads(uploads)).build();
  }

  /** Of all the files; several fields, or one with commas between the marks. */
  private static List<String> readers(List<EntityPart> parts, Document replaced)
      throws IOException {
    List<String> marks =
        fields(parts, "readers").stream()
            .flatMap(field -> Stream.of(field.split(",")))
            .map(String::strip)
            .toList();
    if (!marks.isEmpty()) {
      return ReaderMarks.checked(marks);
    }
    // A later version must not be open to more people than the one before.
    return replaced == null ? List.of(Reader.TENANT) : replaced.readers();
  }

  /** The document that the file is the next version of; null if none is named. */
  private Document replaced(List<EntityPart> parts) throws IOException {
    List<String> named = fields(parts, "replaces");
    long files = parts.stream().filter(part -> part.getFileName().isPresent()).count();
    if (named.size() > 1 || !named.isEmpty() && files > 1) {
      throw Problem.badRequest("One file replaces one document.");
    }
    return named.isEmpty()
        ? null
        : library
            .versions()
            .replaceable(tenant.id(), DocumentsResource.parsed(named.get(0).strip()));
  }

  private Received received(
      String filename, InputStream content, List<String> readers, Document replaced) {
    Received received = library.receive(tenant.tenant(), filename, content, readers);
    if (replaced == null || received.document().id().equals(replaced.id())) {
      return received;
    }
    return library.version(tenant.id(), received, replaced.id());
  }

  private static List<String> fields(List<EntityPart> parts, String name) throws IOException {
    List<String> fields = new ArrayList<>();
    for (EntityPart part : parts) {
      if (part.getName().equals(name) && part.getFileName().isEmpty()) {
        try (InputStream content = part.getContent()) {
          fields.add(new String(content.readNBytes(MAX_FIELD), StandardCharsets.UTF_8));
        }
      }
    }
    return fields;
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

  private Upload taken(Received received) {
    Document document = received.document();
    return new Upload(
        document.id(),
        document.filename(),
        document.status(),
        document.reason(),
        received.duplicate(),
        "/api/v1/documents/" + document.id(),
        received.duplicate() ? List.of() : library.versions().sameName(tenant.id(), document));
  }
}
