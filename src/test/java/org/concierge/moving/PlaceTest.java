package org.concierge.moving;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.concierge.persistence.Placement;
import org.concierge.tenant.Installation.DatabaseLogin;
import org.concierge.tenant.Isolation;
import org.concierge.tenant.Secret;
import org.concierge.tenant.TenantId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlaceTest {
  private static final TenantId ACME = new TenantId("acme-corp");

  @Test
  void aFileThatNamesNoTierMeansTheSharedOne() {
    assertThat(place("PLAN=basic\n", "ragdb", "concierge_server").tier())
        .isEqualTo(Isolation.SHARED);
  }

  @Test
  void itFitsWhatWasAskedForIfEverythingThatWasNamedAgrees() {
    Place place = place("TENANT_ISOLATION=database\nDB_HOST=far\nDB_NAME=acme\n", "acme", "acme");

    assertThat(place.fits(new Destination(Isolation.DATABASE, Map.of()))).isTrue();
    assertThat(place.fits(new Destination(Isolation.DATABASE, Map.of("DB_HOST", "far")))).isTrue();
    assertThat(place.fits(new Destination(Isolation.DATABASE, Map.of("DB_HOST", "near"))))
        .isFalse();
    assertThat(place.fits(new Destination(Isolation.SCHEMA, Map.of()))).isFalse();
  }

  /** What an administrator has made is not dropped. */
  @Test
  void onlyTheDatabaseThatTheTierMakesIsTheTenantsOwn() {
    String tier = "TENANT_ISOLATION=database\n";

    assertThat(place(tier, "ragdb_acme_corp", "tenant_acme_corp").isOwnDatabase()).isTrue();
    assertThat(place(tier, "acme", "tenant_acme_corp").isOwnDatabase()).isFalse();
    assertThat(place(tier, "ragdb_acme_corp", "acme").isOwnDatabase()).isFalse();
    assertThat(place(tier + "DB_HOST=far\n", "ragdb_acme_corp", "tenant_acme_corp").isOwnDatabase())
        .isFalse();
    assertThat(
            place("TENANT_ISOLATION=schema\n", "ragdb_acme_corp", "tenant_acme_corp")
                .isOwnDatabase())
        .isFalse();
  }

  @Test
  void aNoteHoldsBothPlacesUntilItIsRemoved(@TempDir Path tenants) {
    Place from = place("TENANT_ISOLATION=database\nDB_PASSWORD='a \"b\"'\n", "ragdb", "u");
    Place to = place("TENANT_ISOLATION=schema\n", "ragdb", "u");
    MoveNote note = new MoveNote(tenants, ACME);
    assertThat(note.read()).isEmpty();

    note.write(from, to);

    MoveNote.Both both = note.read().orElseThrow();
    assertThat(both.from()).isEqualTo(from.settings()).containsEntry("DB_PASSWORD", "a \"b\"");
    assertThat(both.to()).isEqualTo(to.settings()).containsEntry("DB_PASSWORD", null);
    note.remove();
    assertThat(note.read()).isEmpty();
  }

  private static Place place(String text, String database, String user) {
    DatabaseLogin login = new DatabaseLogin("db", 5432, database, user, new Secret("p"));
    return new Place(
        ACME, Place.settings(text), new Placement("java:global/x", login, login, "concierge"));
  }
}
