package org.concierge.sso;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.concierge.outbound.OutboundClient;
import org.concierge.problem.Problem;
import org.concierge.tenant.SingleSignOn;

/**
 * The identity providers of the tenants, each asked for what it publishes of itself at most once an
 * hour, and by one request at a time. Thread safe.
 */
public final class Providers {
  private static final Duration KEPT = Duration.ofHours(1);

  /** A provider that is away is not asked by each who comes; nor is it missed for long. */
  private static final Duration FAILURE_KEPT = Duration.ofSeconds(3);

  private static final String DISCOVERY = "/.well-known/openid-configuration";

  private final OutboundClient outbound;
  private final ProviderCalls calls;
  private final Cache<SingleSignOn, CompletableFuture<Provider>> known =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(KEPT).build();
  private final Cache<SingleSignOn, Problem> failed =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(FAILURE_KEPT).build();

  public Providers(OutboundClient outbound) {
    this.outbound = outbound;
    this.calls = new ProviderCalls(outbound);
  }

  /**
   * The provider that the settings name.
   *
   * @throws Problem if it is away, or is not the one it is said to be
   */
  Provider of(SingleSignOn settings) {
    Problem failure = failed.getIfPresent(settings);
    if (failure != null) {
      throw failure;
    }
    CompletableFuture<Provider> mine = new CompletableFuture<>();
    CompletableFuture<Provider> first = known.asMap().putIfAbsent(settings, mine);
    if (first != null) {
      return await(first);
    }
    try {
      mine.complete(load(settings));
    } catch (Problem problem) {
      failed.put(settings, problem);
      forget(settings, mine, problem);
    } catch (RuntimeException e) {
      forget(settings, mine, e);
    }
    return await(mine);
  }

  private void forget(
      SingleSignOn settings, CompletableFuture<Provider> mine, RuntimeException failure) {
    known.asMap().remove(settings, mine);
    mine.completeExceptionally(failure);
  }

  private static Provider await(CompletableFuture<Provider> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private Provider load(SingleSignOn settings) {
    if (settings.protocol() == SingleSignOn.Protocol.GITHUB) {
      checkForm(settings.issuer());
      return new GitHubProvider(settings, calls);
    }
    try {
      OIDCProviderMetadata metadata =
          OIDCProviderMetadata.parse(calls.get(URI.create(settings.issuer() + DISCOVERY)));
      String issuer = metadata.getIssuer().getValue();
      // Whoever can put a document there must not speak for another provider.
      if (!withoutSlash(issuer).equals(settings.issuer().toString())) {
        throw new ParseException("The provider names another issuer.");
      }
      if (metadata.getTokenEndpointURI() == null || metadata.getJWKSetURI() == null) {
        throw new ParseException("The provider lacks an endpoint.");
      }
      // A browser is sent there, so it must not be a script or a page of this machine.
      Stream.of(metadata.getAuthorizationEndpointURI(), metadata.getEndSessionEndpointURI())
          .filter(address -> address != null)
          .forEach(this::checkForm);
      return new OpenIdProvider(settings, metadata, calls);
    } catch (IOException e) {
      throw SsoProblem.PROVIDER_DOWN.refused(e);
    } catch (ParseException | IllegalArgumentException e) {
      throw SsoProblem.PROVIDER_ANSWER.refused(e);
    }
  }

  private void checkForm(URI address) {
    try {
      outbound.checkForm(address);
    } catch (Problem problem) {
      throw SsoProblem.PROVIDER_ANSWER.refused(problem);
    }
  }

  private static String withoutSlash(String issuer) {
    return issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
  }
}
