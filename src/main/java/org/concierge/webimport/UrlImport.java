package org.concierge.webimport;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.concierge.access.Reader;
import org.concierge.access.ReaderScope;
import org.concierge.catalogue.Cataloguing;
import org.concierge.catalogue.DocumentChange;
import org.concierge.document.Document;
import org.concierge.document.DocumentFiles;
import org.concierge.document.DocumentFiles.StoredFile;
import org.concierge.document.DocumentRepository;
import org.concierge.library.Library.Received;
import org.concierge.library.UrlImports;
import org.concierge.outbound.OutboundClient;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.tenant.Tenant;
import org.concierge.tenant.TenantId;

/**
 * Takes addresses whose bytes become documents. The document stands when this returns; whoever
 * fetches it may be another node, after this one has died.
 */
public final class UrlImport implements UrlImports {
  private static final int MAX_ADDRESS = 2_000;

  private final DocumentRepository documents;
  private final UrlImportRepository imports;
  private final OutboundClient outbound;
  private final Cataloguing cataloguing;
  private final Runnable hint;

  /**
   * @param hint called when there is something to fetch
   */
  public UrlImport(
      DocumentRepository documents,
      Cataloguing cataloguing,
      UrlImportRepository imports,
      OutboundClient outbound,
      Runnable hint) {
    this.documents = documents;
    this.cataloguing = cataloguing;
    this.imports = imports;
    this.outbound = outbound;
    this.hint = hint;
  }

  @Override
  public Received receive(Tenant tenant, String text, DocumentChange details) {
    URI address = checked(tenant, text, outbound);
    Consumer<Document> change = cataloguing.checked(tenant.id(), details, true);
    // The same address is one document, also if this caller may not read it.
    Received received =
        ReaderScope.get(Reader.ofEverything(), () -> stored(tenant.id(), address, change));
    hint.run();
    return received;
  }

  /**
   * @throws Problem UNPROCESSABLE if the tenant does not import from there, or nobody may
   */
  static URI checked(Tenant tenant, String text, OutboundClient outbound) {
    if (!tenant.imports().urls()) {
      throw refused("This tenant imports nothing from addresses (URL_IMPORT).");
    }
    URI address = parsed(text);
    outbound.checkForm(address);
    if (!tenant.imports().allows(address.getHost())) {
      throw refused("This address cannot be called: its host is not in URL_IMPORT_HOSTS.");
    }
    outbound.check(address);
    return address;
  }

  private static URI parsed(String text) {
    String address = text == null ? "" : text.strip();
    if (address.isEmpty() || address.length() > MAX_ADDRESS) {
      throw refused("An address has 1 to " + MAX_ADDRESS + " characters.");
    }
    try {
      // Letters beyond ASCII are written as browsers write them; what stands behind # stays there.
      URI written = new URI(new URI(address).toASCIIString().replaceFirst("#.*", ""));
      return written.normalize();
    } catch (URISyntaxException e) {
      throw new Problem(ProblemType.UNPROCESSABLE, "This is not an address.", e);
    }
  }

  private Received stored(TenantId tenant, URI address, Consumer<Document> details) {
    Optional<Document> known = documents.findBySource(tenant, address.toString());
    if (known.isPresent()) {
      return again(tenant, known.get(), address);
    }
    Document document =
        new Document(
            UUID.randomUUID(),
            // Stands for the bytes until they are here: the same place, the same value.
            new StoredFile(null, name(address), key(address), 0),
            "application/octet-stream",
            documents.now());
    document.expect(address.toString(), documents.now());
    details.accept(document);
    // The job first, as for uploads: a document that nobody fetches would wait for ever.
    imports.add(tenant, document.id(), address.toString());
    try {
      documents.insert(tenant, document);
    } catch (RuntimeException e) {
      imports.remove(tenant, document.id());
      // The same address twice at once: the other one was first.
      Document first = documents.findBySource(tenant, address.toString()).orElseThrow(() -> e);
      return new Received(first, true);
    }
    return new Received(document, false);
  }

  private Received again(TenantId tenant, Document known, URI address) {
    imports.add(tenant, known.id(), address.toString());
    Document waiting =
        documents
            .change(
                tenant,
                known.id(),
                document -> document.expect(address.toString(), documents.now()))
            .orElse(known);
    return new Received(waiting, true);
  }

  /** What to call it until its bytes are here: the last part of the path, or the host. */
  static String name(URI address) {
    String path = Optional.ofNullable(address.getPath()).orElse("").replaceAll("/+$", "");
    String last = path.substring(path.lastIndexOf('/') + 1);
    return last.isBlank()
        ? address.getHost().toLowerCase(Locale.ROOT)
        : DocumentFiles.cleaned(last);
  }

  private static byte[] key(URI address) {
    try {
      return MessageDigest.getInstance("SHA-256")
          .digest(("address " + address).getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }

  private static Problem refused(String why) {
    return new Problem(ProblemType.UNPROCESSABLE, why);
  }
}
