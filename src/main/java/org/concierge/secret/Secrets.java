package org.concierge.secret;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.subtle.Hkdf;
import com.google.crypto.tink.util.SecretBytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.concierge.tenant.Installation;
import org.concierge.tenant.TenantId;

/**
 * Encryption at rest: AES-256-GCM with a key per tenant, derived (HKDF, RFC 5869) from the
 * installation's own. What is encrypted for one tenant or purpose cannot be decrypted for another.
 * Thread safe.
 */
public final class Secrets {
  /** For what belongs to the installation as a whole. */
  public static final TenantId INSTALLATION = new TenantId("platform");

  private static final byte[] SALT = "concierge secrets 1".getBytes(StandardCharsets.UTF_8);

  private final Installation installation;
  private final Map<TenantId, Aead> tenants = new ConcurrentHashMap<>();
  private volatile List<byte[]> keys;

  /** Reads the installation's key when it is first needed, not now. */
  public Secrets(Installation installation) {
    this.installation = installation;
  }

  /**
   * @param purpose where it is kept, say {@code "signing key"}: needed again to decrypt
   * @throws org.concierge.problem.Problem UNAVAILABLE if the installation's key cannot be read
   */
  public byte[] encrypt(TenantId tenant, String purpose, byte[] plain) {
    try {
      return of(tenant).encrypt(plain, associated(tenant, purpose));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Encryption failed.", e);
    }
  }

  /**
   * @return empty if it was encrypted for something else, with another installation's key, or
   *     altered
   * @throws org.concierge.problem.Problem UNAVAILABLE if the installation's key cannot be read
   */
  public Optional<byte[]> decrypt(TenantId tenant, String purpose, byte[] encrypted) {
    try {
      return Optional.of(of(tenant).decrypt(encrypted, associated(tenant, purpose)));
    } catch (GeneralSecurityException e) {
      return Optional.empty();
    }
  }

  private Aead of(TenantId tenant) {
    return tenants.computeIfAbsent(tenant, this::derive);
  }

  private Aead derive(TenantId tenant) {
    try {
      KeysetHandle.Builder keyset = KeysetHandle.newBuilder();
      boolean first = true;
      for (byte[] key : keys()) {
        KeysetHandle.Builder.Entry entry = entry(key, tenant);
        keyset.addEntry(first ? entry.makePrimary() : entry);
        first = false;
      }
      return keyset.build().getPrimitive(AeadConfig2026.get(), Aead.class);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("A tenant's key could not be derived.", e);
    }
  }

  /** The id stands in front of what the key encrypts, and finds it again after a change of keys. */
  private static KeysetHandle.Builder.Entry entry(byte[] key, TenantId tenant)
      throws GeneralSecurityException {
    int id = ByteBuffer.wrap(derived(key, "id", Integer.BYTES)).getInt();
    AesGcmKey derived =
        AesGcmKey.builder()
            .setParameters(
                AesGcmParameters.builder()
                    .setKeySizeBytes(SecretKeyFile.BYTES)
                    .setIvSizeBytes(12)
                    .setTagSizeBytes(16)
                    .setVariant(AesGcmParameters.Variant.TINK)
                    .build())
            .setKeyBytes(
                SecretBytes.copyFrom(
                    derived(key, "tenant " + tenant, SecretKeyFile.BYTES),
                    InsecureSecretKeyAccess.get()))
            .setIdRequirement(id)
            .build();
    return KeysetHandle.importKey(derived).withFixedId(id);
  }

  private static byte[] derived(byte[] key, String what, int length)
      throws GeneralSecurityException {
    return Hkdf.computeHkdf("HMACSHA256", key, SALT, what.getBytes(StandardCharsets.UTF_8), length);
  }

  private static byte[] associated(TenantId tenant, String purpose) {
    return (purpose + "\n" + tenant).getBytes(StandardCharsets.UTF_8);
  }

  private List<byte[]> keys() {
    List<byte[]> known = keys;
    if (known == null) {
      known = SecretKeyFile.keys(installation);
      keys = known;
    }
    return known;
  }
}
