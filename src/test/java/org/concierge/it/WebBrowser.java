package org.concierge.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/** Goes from page to page as a person's browser does: keeps cookies, and is led by hand. */
final class WebBrowser {
  private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .cookieHandler(cookies)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  Answer get(URI address) {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .header("Accept", "text/html,*/*")
            .timeout(Duration.ofSeconds(60))
            .build();
    try {
      HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
      return new Answer(response);
    } catch (IOException e) {
      throw new UncheckedIOException(address.toString(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Where the page at the address leads to. */
  URI led(URI address) {
    Answer answer = get(address);
    if (answer.status() != 302) {
      throw new AssertionError(address + " does not lead on: " + answer);
    }
    return URI.create(answer.header("Location"));
  }

  List<HttpCookie> cookies() {
    return cookies.getCookieStore().getCookies();
  }
}
