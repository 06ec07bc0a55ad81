package org.concierge.proof;

import java.util.List;

/** The certificate as a page that a person reads and prints; it needs nothing from elsewhere. */
public final class CertificatePage {
  private static final String STYLE =
      "body{font:16px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;"
          + "color:#1a2230}table{border-collapse:collapse;width:100%;font-size:.875rem}"
          + "td,th{border-bottom:1px solid #ccd3dd;padding:.35rem .5rem;text-align:left;"
          + "vertical-align:top}.good{color:#0b6b3a}.bad{color:#b3261e}code{overflow-wrap:anywhere}";

  private CertificatePage() {}

  /**
   * @param thumbprint of the key that signed it
   */
  public static String of(Certificate certificate, String thumbprint) {
    StringBuilder html = new StringBuilder();
    html.append("<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>")
        .append(text(certificate.title()))
        .append("</title><style>")
        .append(STYLE)
        .append("</style><h1>")
        .append(text(certificate.title()))
        .append("</h1>");
    html.append(
        certificate.isolated()
            ? "<p class=\"good\"><strong>Isolated.</strong> Every attack was refused, every wall"
                + " stands.</p>"
            : "<p class=\"bad\"><strong>BREACHED.</strong> See below what is open.</p>");
    html.append("<p>Issued ").append(text(certificate.issuedAt().toString()));
    html.append(" for <code>").append(text(certificate.server())).append("</code>. ");
    html.append(certificate.attacks()).append(" attacks through ");
    html.append(certificate.routes().size()).append(" routes; ");
    html.append(certificate.schemas().stream().mapToInt(schema -> schema.tables().size()).sum());
    html.append(" tables in ").append(certificate.schemas().size()).append(" schemas; ");
    html.append(certificate.tenants().size()).append(" tenants.</p><p>Signed by the key <code>");
    html.append(text(thumbprint)).append("</code>; the signed form is the .jws file beside this");
    html.append(" page, and <code>tenant verify</code> checks it.</p>");
    list(html, "Breaches", certificate.breaches());
    routes(html, certificate);
    schemas(html, certificate);
    list(html, "Not covered", certificate.notCovered());
    return html.append("</html>\n").toString();
  }

  private static void routes(StringBuilder html, Certificate certificate) {
    html.append("<h2>Routes</h2><table><tr><th>Route<th>Scopes<th>Kept apart by<th>Attacks")
        .append("<th>Result</tr>");
    certificate
        .routes()
        .forEach(
            route ->
                html.append("<tr><td><code>")
                    .append(text(route.method() + " " + route.path()))
                    .append("</code><td>")
                    .append(text(String.join(" ", route.scopes())))
                    .append("<td>")
                    .append(text(route.rule()))
                    .append("<td>")
                    .append(route.attacks())
                    .append(result(route.breaches())));
    html.append("</table>");
  }

  private static void schemas(StringBuilder html, Certificate certificate) {
    html.append("<h2>Tables</h2><table><tr><th>Schema<th>Tables under forced row security")
        .append("<th>Result</tr>");
    certificate
        .schemas()
        .forEach(
            schema ->
                html.append("<tr><td><code>")
                    .append(text(schema.database() + "/" + schema.schema()))
                    .append("</code><td>")
                    .append(text(String.join(", ", schema.tables())))
                    .append(result(schema.breaches())));
    html.append("</table>");
  }

  private static String result(List<String> breaches) {
    return breaches.isEmpty()
        ? "<td class=\"good\">held"
        : "<td class=\"bad\">" + text(String.join("; ", breaches));
  }

  private static void list(StringBuilder html, String title, List<String> lines) {
    if (!lines.isEmpty()) {
      html.append("<h2>").append(title).append("</h2><ul>");
      lines.forEach(line -> html.append("<li>").append(text(line)));
      html.append("</ul>");
    }
  }

  private static String text(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }
}
