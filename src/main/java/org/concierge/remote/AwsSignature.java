package org.concierge.remote;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.concierge.outbound.OutboundRequest;
import org.concierge.tenant.Secret;

/**
 * Signs requests to S3 as AWS Signature Version 4 has it ("Authenticating Requests: Using the
 * Authorization Header", Amazon S3 API Reference).
 *
 * @param keyId the access key's id
 */
record AwsSignature(String keyId, Secret secret, String region) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final String ALGORITHM = "AWS4-HMAC-SHA256";

  /** All the request's headers are signed, and the host. */
  OutboundRequest sign(OutboundRequest request, Instant now) {
    String time = TIME.format(now);
    String payload = hex(sha256(request.body()));
    OutboundRequest dated = request.with("x-amz-content-sha256", payload).with("x-amz-date", time);
    Map<String, String> headers = new TreeMap<>();
    dated
        .headers()
        .forEach(
            (name, value) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), value.strip()));
    headers.put("host", request.address().getRawAuthority());
    String names = String.join(";", headers.keySet());
    String canonical =
        String.join(
            "\n",
            request.method(),
            path(request.address()),
            query(request.address()),
            headers.entrySet().stream()
                .map(header -> header.getKey() + ":" + header.getValue() + "\n")
                .collect(Collectors.joining()),
            names,
            payload);
    String scope = time.substring(0, 8) + "/" + region + "/s3/aws4_request";
    String toSign = String.join("\n", ALGORITHM, time, scope, hex(sha256(bytes(canonical))));
    return dated.with(
        "Authorization",
        "%s Credential=%s/%s,SignedHeaders=%s,Signature=%s"
            .formatted(
                ALGORITHM, keyId, scope, names, hex(hmac(key(time.substring(0, 8)), toSign))));
  }

  private byte[] key(String day) {
    byte[] dated = hmac(bytes("AWS4" + secret.value()), day);
    return hmac(hmac(hmac(dated, region), "s3"), "aws4_request");
  }

  private static String path(URI address) {
    return address.getRawPath().isEmpty() ? "/" : address.getRawPath();
  }

  private static String query(URI address) {
    return address.getRawQuery() == null
        ? ""
        : Arrays.stream(address.getRawQuery().split("&"))
            .map(part -> part.contains("=") ? part : part + "=")
            .sorted()
            .collect(Collectors.joining("&"));
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(bytes(text));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has HmacSHA256.", e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
