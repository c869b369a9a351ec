package org.tellers.membership;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LayersTest {

    private static final Set<String> DECISIONS = Set.of(
            "RegisterColumn",
            "RegisterInstant",
            "Content",
            "RegisterRow",
            "RegisterFile",
            "RegisterText",
            "ByteSurvey",
            "ColumnMapping",
            "RegisterSql",
            "Place",
            "Places",
            "PlaceFile",
            "FileRefused",
            "Comparison",
            "Confirmation",
            "ContactField",
            "ContactDetails",
            "WishedDetails",
            "ChangeWay",
            "LinkToken",
            "MemberLetter",
            "SendOutcome",
            "MemberList",
            "Totals",
            "Addressee");

    @Test
    void whatMayEnterTheRegisterIsDecidedWithoutAFramework() {
        classes()
                .that(DescribedPredicate.describe(
                        "decide", (JavaClass type) -> DECISIONS.contains(type.getSimpleName())))
                .should()
                .onlyDependOnClassesThat(DescribedPredicate.describe(
                        "no framework",
                        (JavaClass type) -> !type.getPackageName().startsWith("jakarta.")
                                && !type.getPackageName().startsWith("io.quarkus")
                                && !type.getPackageName().startsWith("org.hibernate")))
                .check(new ClassFileImporter().importPackages("org.tellers.membership"));
    }
}
