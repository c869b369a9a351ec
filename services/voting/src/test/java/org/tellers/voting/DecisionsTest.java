package org.tellers.voting;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DecisionsTest {
    private static final Set<String> DECISIONS = Set.of(
            "BallotBox",
            "Refusal",
            "BallotState",
            "Window",
            "CredentialDecision",
            "CredentialState",
            "SetupProgress",
            "CredentialChunk",
            "Policy",
            "Charter",
            "PlanCheck",
            "KeyedDocuments",
            "FairQueue",
            "Tracker");

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.tellers.voting");

    @Test
    void whatMayEnterTheBoxIsDecidedWithoutAFramework() {
        classes()
                .that(DescribedPredicate.describe(
                        "decide", (JavaClass type) -> DECISIONS.contains(type.getSimpleName())))
                .should()
                .onlyDependOnClassesThat(DescribedPredicate.describe(
                        "no framework",
                        (JavaClass type) -> !type.getPackageName().startsWith("jakarta.")
                                && !type.getPackageName().startsWith("io.quarkus")
                                && !type.getPackageName().startsWith("org.hibernate")))
                .check(MAIN);
    }

    @Test
    void noTwoCapabilitiesNeedEachOther() {
        slices().matching("org.tellers.voting.(*)..").should().beFreeOfCycles().check(MAIN);
    }
}
