package org.concierge.llm;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import java.time.Duration;

/** Makes the HTTP client of an embedding model as another builder does, and watches its order. */
record NumberedEmbeddingsBuilder(HttpClientBuilder builder) implements HttpClientBuilder {
  @Override
  public Duration connectTimeout() {
    return builder.connectTimeout();
  }

  @Override
  public HttpClientBuilder connectTimeout(Duration timeout) {
    builder.connectTimeout(timeout);
    return this;
  }

  @Override
  public Duration readTimeout() {
    return builder.readTimeout();
  }

  @Override
  public HttpClientBuilder readTimeout(Duration timeout) {
    builder.readTimeout(timeout);
    return this;
  }

  @Override
  public HttpClient build() {
    return new NumberedEmbeddings(builder.build());
  }
}
