package org.concierge.sso;

import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPRequestSender;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPRequest;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.concierge.outbound.OutboundClient;
import org.concierge.outbound.OutboundRequest;
import org.concierge.outbound.OutboundResponse;
import org.concierge.problem.Problem;
import org.concierge.tenant.SingleSignOn;

/** Gives the OpenID library our guarded way out. Each failure is an IOException, as it expects. */
record ProviderCalls(OutboundClient outbound) implements HTTPRequestSender, ResourceRetriever {

  /** The body of a GET that was answered 200. */
  String get(URI address) throws IOException {
    return get(OutboundRequest.get(address));
  }

  /** As {@link #get(URI)}, for what is shown only to the bearer of a token. */
  String get(URI address, String token) throws IOException {
    return get(OutboundRequest.get(address).with("Authorization", "Bearer " + token));
  }

  /**
   * The answer of a provider's token endpoint, to whom we prove who we are in the way that it
   * takes.
   *
   * @param methods null if it does not say: then it takes the header
   */
  HTTPResponse tokens(
      URI endpoint,
      List<ClientAuthenticationMethod> methods,
      SingleSignOn settings,
      AuthorizationGrant grant)
      throws IOException {
    ClientID client = new ClientID(settings.clientId());
    if (settings.clientSecret().isEmpty()) {
      return new TokenRequest(endpoint, client, grant).toHTTPRequest().send(this);
    }
    Secret secret = new Secret(settings.clientSecret().value());
    boolean header =
        methods == null || methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
    ClientAuthentication proof =
        header ? new ClientSecretBasic(client, secret) : new ClientSecretPost(client, secret);
    return new TokenRequest(endpoint, proof, grant).toHTTPRequest().send(this);
  }

  private String get(OutboundRequest request) throws IOException {
    OutboundResponse response = send(request);
    if (response.status() != 200) {
      throw new IOException("The provider answered " + response.status() + ".");
    }
    return response.text();
  }

  private OutboundResponse send(OutboundRequest request) throws IOException {
    try {
      return outbound.send(request);
    } catch (Problem problem) {
      throw new IOException(problem.detail(), problem);
    }
  }

  @Override
  public Resource retrieveResource(URL url) throws IOException {
    try {
      return new Resource(get(url.toURI()), "application/json");
    } catch (URISyntaxException e) {
      throw new IOException("Not an address.", e);
    }
  }

  @Override
  public ReadOnlyHTTPResponse send(ReadOnlyHTTPRequest request) throws IOException {
    Map<String, String> headers = new LinkedHashMap<>();
    request.getHeaderMap().forEach((name, values) -> headers.put(name, values.get(0)));
    headers.putIfAbsent("Accept", "application/json");
    boolean get = request.getMethod() == HTTPRequest.Method.GET;
    String body = get || request.getBody() == null ? "" : request.getBody();
    OutboundResponse response =
        send(
            new OutboundRequest(
                request.getMethod().name(),
                request.getURI(),
                headers,
                body.getBytes(StandardCharsets.UTF_8)));
    HTTPResponse answer = new HTTPResponse(response.status());
    for (Map.Entry<String, List<String>> header : response.headers().entrySet()) {
      answer.setHeader(header.getKey(), header.getValue().toArray(String[]::new));
    }
    answer.setBody(response.text());
    return answer;
  }
}
