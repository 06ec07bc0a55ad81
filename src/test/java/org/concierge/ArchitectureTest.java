package org.concierge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Holds the product to the house rules; {@link ArchitectureRulesTest} shows that each can fail. */
class ArchitectureTest {

  private static final String BASE = "org.concierge";

  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(BASE);

  /** Without this a moved output folder would leave every rule green over nothing. */
  @Test
  void theProductWasRead() {
    assertThat(PRODUCT).isNotEmpty();
  }

  @TestFactory
  Stream<DynamicTest> theProductKeepsTheRule() {
    return HouseRules.over(BASE, PackageTable.parse(PackageTable.CONCIERGE)).entrySet().stream()
        .map(rule -> dynamicTest(rule.getKey(), () -> rule.getValue().check(PRODUCT)));
  }
}
