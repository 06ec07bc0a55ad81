package org.concierge.bearer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.text.ParseException;
import java.util.Optional;

/**
 * Documents that the installation signs with the key of its bearers, as JWS (RFC 7515) that carries
 * the public key: anybody can check it without the installation. Never taken for a bearer, whose
 * type is another. Thread safe.
 */
public final class Attestation {
  private static final String TYPE = "concierge-attestation";

  private final SigningKeys keys;

  public Attestation(SigningKeys keys) {
    this.keys = keys;
  }

  /**
   * What a signature says.
   *
   * @param json as it was signed
   * @param thumbprint of the key (RFC 7638), to be compared with what the installation publishes
   * @param published whether the key is one of those that were given
   */
  public record Verified(String json, String thumbprint, boolean published) {}

  /**
   * @param json any text
   * @return a JWS in compact form
   */
  public String sign(String json) {
    ECKey key = keys.current();
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.ES256)
            .type(new JOSEObjectType(TYPE))
            .keyID(key.getKeyID())
            .jwk(key.toPublicJWK())
            .build();
    JWSObject signed = new JWSObject(header, new Payload(json));
    try {
      signed.sign(new ECDSASigner(key));
    } catch (JOSEException e) {
      throw new IllegalStateException("A document could not be signed.", e);
    }
    return signed.serialize();
  }

  /**
   * @param jws in compact form
   * @param jwks the installation's keys as it published them, "" if they are not at hand
   * @return empty if it was not signed so, or changed since
   */
  public static Optional<Verified> verify(String jws, String jwks) {
    try {
      JWSObject signed = JWSObject.parse(jws.strip());
      JWSHeader header = signed.getHeader();
      if (!JWSAlgorithm.ES256.equals(header.getAlgorithm())
          || !new JOSEObjectType(TYPE).equals(header.getType())
          || !(header.getJWK() instanceof ECKey key)
          || !signed.verify(new ECDSAVerifier(key.toPublicJWK()))) {
        return Optional.empty();
      }
      String thumbprint = key.computeThumbprint().toString();
      boolean published = false;
      if (!jwks.isBlank()) {
        for (JWK known : JWKSet.parse(jwks).getKeys()) {
          published |= known.computeThumbprint().toString().equals(thumbprint);
        }
      }
      return Optional.of(new Verified(signed.getPayload().toString(), thumbprint, published));
    } catch (ParseException | JOSEException e) {
      return Optional.empty();
    }
  }
}
