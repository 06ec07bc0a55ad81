package org.concierge.remote;

import java.io.OutputStream;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.concierge.outbound.Destination;
import org.concierge.outbound.Fetched;
import org.concierge.outbound.OutboundClient;
import org.concierge.outbound.OutboundRequest;
import org.concierge.outbound.OutboundResponse;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.w3c.dom.Element;

/**
 * A bucket of any store that speaks S3, or what lies below a prefix in it. The bucket stands in the
 * path, which every store understands.
 */
final class S3Bucket implements RemotePlace {
  private final URI endpoint;
  private final String bucket;
  private final String prefix;
  private final AwsSignature signature;
  private final OutboundClient outbound;
  private final Clock clock;

  /**
   * @throws Problem UNPROCESSABLE if the address names no bucket
   */
  S3Bucket(RemoteAccount account, OutboundClient outbound, Clock clock) {
    URI address = account.address();
    String[] path = (address.getPath() + "/").split("/", 3);
    if (path.length < 3 || !path[1].matches("[A-Za-z0-9._-]{3,63}")) {
      throw new Problem(
          ProblemType.UNPROCESSABLE,
          "The address of a bucket is https://server/bucket, or https://server/bucket/folder/.");
    }
    this.endpoint = URI.create(address.getScheme() + "://" + address.getRawAuthority());
    this.bucket = path[1];
    this.prefix = path[2].replaceFirst("^/+$", "").replaceFirst("/{2,}$", "/");
    String region = account.region().isEmpty() ? "us-east-1" : account.region();
    this.signature = new AwsSignature(account.user(), account.password(), region);
    this.outbound = outbound;
    this.clock = clock;
  }

  @Override
  public List<RemoteFile> list() {
    List<RemoteFile> files = new ArrayList<>();
    String next = "";
    do {
      Element page = page(next);
      for (Element object : Xml.all(page, "Contents")) {
        String key = Xml.text(object, "Key");
        // Folders are no files: some stores keep an empty object for each.
        if (key.startsWith(prefix) && !key.endsWith("/")) {
          files.add(file(key, object));
        }
      }
      boolean more = Xml.text(page, "IsTruncated").equals("true");
      next = more ? Xml.text(page, "NextContinuationToken") : "";
      if (files.size() > MAX_FILES || (more && next.isEmpty())) {
        throw new Problem(
            ProblemType.UNPROCESSABLE, "The bucket holds more than " + MAX_FILES + " files.");
      }
    } while (!next.isEmpty());
    return files;
  }

  private RemoteFile file(String key, Element object) {
    String size = Xml.text(object, "Size");
    String tag = Xml.text(object, "ETag");
    return new RemoteFile(
        key.substring(prefix.length()),
        tag.isEmpty() ? Xml.text(object, "LastModified") + " " + size : tag,
        size.matches("[0-9]{1,18}") ? Long.parseLong(size) : -1);
  }

  private Element page(String continuation) {
    String query =
        (continuation.isEmpty()
                ? ""
                : "continuation-token=" + UriText.component(continuation) + "&")
            + "list-type=2"
            + (prefix.isEmpty() ? "" : "&prefix=" + UriText.component(prefix));
    OutboundResponse response = outbound.send(signed("/" + bucket + "?" + query));
    Answers.require(response.status(), 200);
    return Xml.root(response.body());
  }

  @Override
  public void read(RemoteFile file, OutputStream to, long maxBytes) {
    OutboundRequest request = signed("/" + bucket + "/" + UriText.encoded(prefix + file.path()));
    Fetched fetched =
        outbound.fetch(
            request, new Destination(to, maxBytes, false, endpoint.getHost()::equalsIgnoreCase));
    Answers.require(fetched.response().status(), 200);
  }

  private OutboundRequest signed(String path) {
    return signature.sign(
        new OutboundRequest("GET", URI.create(endpoint + path), Map.of(), new byte[0]),
        clock.instant());
  }
}
