package org.concierge.sso;

import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import java.net.URI;
import java.util.List;
import org.concierge.tenant.SingleSignOn;

/**
 * A call of a provider's token endpoint, proving who we are in the way that it takes.
 *
 * @param methods null if it does not say: then it takes the header
 */
record TokenCall(URI endpoint, List<ClientAuthenticationMethod> methods, SingleSignOn settings) {

  HTTPRequest exchange(AuthorizationGrant grant) {
    ClientID client = new ClientID(settings.clientId());
    if (settings.clientSecret().isEmpty()) {
      return new TokenRequest(endpoint, client, grant).toHTTPRequest();
    }
    Secret secret = new Secret(settings.clientSecret().value());
    boolean header =
        methods == null || methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
    ClientAuthentication proof =
        header ? new ClientSecretBasic(client, secret) : new ClientSecretPost(client, secret);
    return new TokenRequest(endpoint, proof, grant).toHTTPRequest();
  }
}
