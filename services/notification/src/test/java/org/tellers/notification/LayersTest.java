package org.tellers.notification;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LayersTest {

    private static final Set<String> DECISIONS = Set.of(
            "CredentialPlan",
            "Recipient",
            "Delivery",
            "Verdict",
            "ReturnPath",
            "AfterReport",
            "DeliveryReport",
            "DomainFigures",
            "WebhookSignature",
            "MailClass",
            "RelayPause",
            "Throttle",
            "SendingWindow",
            "MailTurn",
            "RunState",
            "ConfirmationRound",
            "Letter",
            "MailKind",
            "MailText",
            "Charter",
            "Safeguard",
            "ReissueReason",
            "By",
            "Act");

    @Test
    void whatIsDecidedIsDecidedWithoutAFramework() {
        classes()
                .that(DescribedPredicate.describe(
                        "decide", (JavaClass type) -> DECISIONS.contains(type.getSimpleName())))
                .should()
                .onlyDependOnClassesThat(DescribedPredicate.describe(
                        "no framework",
                        (JavaClass type) -> !type.getPackageName().startsWith("jakarta.")
                                && !type.getPackageName().startsWith("io.quarkus")
                                && !type.getPackageName().startsWith("org.hibernate")))
                .check(new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("org.tellers.notification"));
    }
}
