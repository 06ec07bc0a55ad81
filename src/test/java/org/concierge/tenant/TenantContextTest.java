package org.concierge.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.concierge.tenant.Tenant.Endpoint;
import org.junit.jupiter.api.Test;

class TenantContextTest {
  private final TenantContext context = new TenantContext();

  @Test
  void aRequestThatWasNotBoundHasNoTenant() {
    assertThatThrownBy(context::tenant).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(context::id).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aBoundRequestHasItsTenant() {
    Tenant acme = SampleTenant.named("acme");

    context.enter(acme);

    assertThat(context.tenant()).isSameAs(acme);
    assertThat(context.id()).isEqualTo(acme.id());
  }

  @Test
  void aRequestCannotChangeItsTenant() {
    context.enter(SampleTenant.named("acme"));

    assertThatThrownBy(() -> context.enter(SampleTenant.named("globex")))
        .isInstanceOf(IllegalStateException.class);
    assertThat(context.id()).isEqualTo(new TenantId("acme"));
  }

  @Test
  void aRequestMayBeBoundToItsTenantAgain() {
    Tenant changed = SampleTenant.with("ENDPOINT_CHAT_ENABLED=false");
    context.enter(SampleTenant.with());

    context.enter(changed);

    assertThat(context.tenant().serves(Endpoint.CHAT)).isFalse();
  }
}
