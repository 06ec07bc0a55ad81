package org.concierge.library;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
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
import org.concierge.access.TenantSelecting;
import org.concierge.audit.RequestAudit;
import org.concierge.catalogue.DocumentChange;
import org.concierge.document.Document;
import org.concierge.document.DocumentFiles;
import org.concierge.document.DocumentStatus;
import org.concierge.library.Library.Received;
import org.concierge.limit.Spender;
import org.concierge.problem.Bodies;
import org.concierge.problem.Problem;
import org.concierge.tenant.Tenant.Endpoint;
import org.concierge.tenant.TenantContext;
import org.concierge.usage.Ledger;

/** Takes files, one or many, and answers as soon as they are safe. */
@Path("upload")
@RequestScoped
@TenantBound(Endpoint.UPLOAD)
public class UploadResource {
  private static final int MAX_FILES = 1_000;

  /** Bytes of a form's field: a hundred marks, fifty fields of metadata. */
  private static final int MAX_FIELD = 100_000;

  private Library library;
  private UrlImports imports;
  private TenantContext tenant;
  private RequestAudit audit;
  private Ledger ledger;

  public UploadResource() {}

  @Inject
  public UploadResource(
      Library library,
      UrlImports imports,
      TenantContext tenant,
      RequestAudit audit,
      Ledger ledger) {
    this.library = library;
    this.imports = imports;
    this.tenant = tenant;
    this.audit = audit;
    this.ledger = ledger;
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

  /** One address, for clients that send no form; the rest is said of its document. */
  public record Address(
      String tenantId,
      String url,
      String title,
      List<String> tags,
      List<String> readers,
      Map<String, String> metadata,
      String collection,
      String owner,
      String reviewAt)
      implements TenantSelecting {
    DocumentChange details() {
      return new DocumentChange(title, tags, readers, metadata, collection, owner, reviewAt);
    }
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @Requires(Scope.DOCUMENTS_WRITE)
  public Response importUrl(Address address) {
    Bodies.present(address);
    return imported(address.url(), address.details());
  }

  /** The same as a form that holds no file. */
  public static class AddressForm implements TenantSelecting {
    @FormParam("tenant_id")
    private String tenantId;

    @FormParam("url")
    private String url;

    @FormParam("readers")
    private String readers;

    @Override
    public String tenantId() {
      return tenantId;
    }
  }

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Produces(MediaType.APPLICATION_JSON)
  @Requires(Scope.DOCUMENTS_WRITE)
  public Response importForm(@BeanParam AddressForm form) {
    Map<String, List<String>> fields =
        form.readers == null ? Map.of() : Map.of("readers", List.of(form.readers));
    return imported(form.url, new UploadForm(fields).details());
  }

  private Response imported(String url, DocumentChange details) {
    if (url == null) {
      throw Problem.badRequest("\"url\" must be an address.");
    }
    return answer(List.of(taken(imports.receive(tenant.tenant(), url, details))), null, details);
  }

  @POST
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @Produces(MediaType.APPLICATION_JSON)
  @Requires(Scope.DOCUMENTS_WRITE)
  public Response upload(List<EntityPart> parts) throws IOException {
    Map<String, List<String>> fields = fields(parts);
    UploadForm form = new UploadForm(fields);
    Document replaced = replaced(form, parts);
    DocumentChange details = replaced == null ? form.details() : form.detailsOf(replaced);
    List<Upload> uploads = new ArrayList<>();
    Problem refused = null;
    for (EntityPart part : parts) {
      String filename = part.getFileName().map(UploadResource::asSent).orElse("");
      if (filename.isEmpty() || uploads.size() == MAX_FILES) {
        continue;
      }
      try (InputStream content = part.getContent()) {
        uploads.add(taken(received(filename, content, details, replaced)));
      } catch (Problem problem) {
        refused = problem;
        uploads.add(refused(DocumentFiles.cleaned(filename), problem));
      }
    }
    for (String written : fields.getOrDefault("url", List.of())) {
      String url = written.strip();
      try {
        uploads.add(taken(imports.receive(tenant.tenant(), url, details)));
      } catch (Problem problem) {
        refused = problem;
        uploads.add(refused(url, problem));
      }
    }
    if (uploads.isEmpty()) {
      throw Problem.badRequest(
          "Send one or more files as parts named \"file\", or addresses as fields named \"url\".");
    }
    return answer(uploads, refused, details);
  }

  /** The document that the file is the next version of; null if none is named. */
  private Document replaced(UploadForm form, List<EntityPart> parts) {
    if (form.replaces().isEmpty()) {
      return null;
    }
    if (parts.stream().filter(part -> part.getFileName().isPresent()).count() != 1) {
      throw Problem.badRequest("One file replaces one document.");
    }
    UUID id = DocumentsResource.parsed(form.replaces().get());
    return library.versions().replaceable(tenant.id(), id);
  }

  private Received received(
      String filename, InputStream content, DocumentChange details, Document replaced) {
    Received received = library.receive(tenant.tenant(), filename, content, details);
    return replaced == null || received.document().id().equals(replaced.id())
        ? received
        : library.version(tenant.id(), received, replaced.id());
  }

  private static Upload refused(String shown, Problem problem) {
    return new Upload(null, shown, DocumentStatus.FAILED, problem.detail(), false, null, List.of());
  }

  private Response answer(List<Upload> uploads, Problem refused, DocumentChange details) {
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
      // Only once can each be read: the tenant's was, before.
      if (part.getFileName().isEmpty() && UploadForm.FIELDS.contains(part.getName())) {
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

  private Upload taken(Received received) {
    Document document = received.document();
    long bytes = received.duplicate() ? 0 : document.sizeBytes();
    ledger.uploaded(tenant.id(), Spender.current(), 1, bytes);
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
