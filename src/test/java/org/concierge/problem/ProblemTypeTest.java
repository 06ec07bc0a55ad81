package org.concierge.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemTypeTest {
  /** Clients compare these texts: one that changes breaks them silently. */
  @ParameterizedTest
  @CsvSource({
    "BAD_REQUEST, 400, urn:concierge:problem:bad-request",
    "CONFLICTING_TENANTS, 400, urn:concierge:problem:conflicting-tenants",
    "UNAUTHENTICATED, 401, urn:concierge:problem:unauthenticated",
    "FORBIDDEN, 403, urn:concierge:problem:forbidden",
    "NOT_FOUND, 404, urn:concierge:problem:not-found",
    "METHOD_NOT_ALLOWED, 405, urn:concierge:problem:method-not-allowed",
    "NOT_ACCEPTABLE, 406, urn:concierge:problem:not-acceptable",
    "CONFLICT, 409, urn:concierge:problem:conflict",
    "TOO_LARGE, 413, urn:concierge:problem:too-large",
    "UNSUPPORTED_TYPE, 415, urn:concierge:problem:unsupported-type",
    "UNPROCESSABLE, 422, urn:concierge:problem:unprocessable",
    "TOO_MANY_REQUESTS, 429, urn:concierge:problem:too-many-requests",
    "INTERNAL, 500, urn:concierge:problem:internal",
    "MODEL_FAILED, 502, urn:concierge:problem:model-failed",
    "UNAVAILABLE, 503, urn:concierge:problem:unavailable",
    "TENANT_UNAVAILABLE, 503, urn:concierge:problem:tenant-unavailable",
    "MODEL_TIMED_OUT, 504, urn:concierge:problem:model-timed-out",
    "STORAGE_FULL, 507, urn:concierge:problem:storage-full"
  })
  void aTypeHasItsStatusAndItsName(ProblemType type, int status, String urn) {
    assertThat(type.status()).isEqualTo(status);
    assertThat(type.urn()).isEqualTo(urn);
  }

  @ParameterizedTest
  @EnumSource
  void aTypeHasATitle(ProblemType type) {
    assertThat(type.title()).isNotBlank();
  }

  @Test
  void noTwoTypesHaveOneTitle() {
    assertThat(Arrays.stream(ProblemType.values()).map(ProblemType::title)).doesNotHaveDuplicates();
  }
}
