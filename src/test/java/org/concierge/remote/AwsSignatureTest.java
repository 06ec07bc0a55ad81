package org.concierge.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import org.concierge.outbound.OutboundRequest;
import org.concierge.tenant.Secret;
import org.junit.jupiter.api.Test;

/**
 * The examples of the Amazon S3 API Reference, "Signature Calculations for the Authorization
 * Header".
 */
class AwsSignatureTest {
  private static final Instant DAY = Instant.parse("2013-05-24T00:00:00Z");
  private static final String BUCKET = "https://examplebucket.s3.amazonaws.com";

  private final AwsSignature signature =
      new AwsSignature(
          "AKIAIOSFODNN7EXAMPLE",
          new Secret("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"),
          "us-east-1");

  @Test
  void anObjectIsAskedForAsInTheExample() {
    OutboundRequest request = get("/test.txt").with("Range", "bytes=0-9");

    assertThat(signature.sign(request, DAY).headers().get("Authorization"))
        .isEqualTo(
            "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,"
                + "SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,Signature="
                + "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
  }

  @Test
  void aListIsAskedForAsInTheExample() {
    assertThat(signed("/?prefix=J&max-keys=2"))
        .endsWith("34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7");
  }

  @Test
  void aParameterWithoutAValueIsSignedAsInTheExample() {
    assertThat(signed("/?lifecycle"))
        .endsWith("fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543");
  }

  @Test
  void textIsWrittenAsSignaturesWantIt() {
    assertThat(UriText.encoded("a b/ü+~*.txt")).isEqualTo("a%20b/%C3%BC%2B~%2A.txt");
    assertThat(UriText.component("a/b=c")).isEqualTo("a%2Fb%3Dc");
  }

  private String signed(String path) {
    return signature.sign(get(path), DAY).headers().get("Authorization");
  }

  private static OutboundRequest get(String path) {
    return new OutboundRequest("GET", URI.create(BUCKET + path), Map.of(), new byte[0]);
  }
}
