package org.tellers.ballot;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.tellers.ballot.ceremony.Ceremony;
import org.tellers.ballot.ceremony.Seat;
import org.tellers.ballot.charter.Charter;
import org.tellers.ballot.charter.Documents;
import org.tellers.ballot.draft.Draft;
import org.tellers.ballot.eligibility.EligibilityRule;
import org.tellers.ballot.eligibility.Member;
import org.tellers.ballot.followup.Trigger;
import org.tellers.ballot.information.Meeting;
import org.tellers.ballot.lifecycle.Ballot;
import org.tellers.ballot.lifecycle.BallotState;
import org.tellers.ballot.lifecycle.Milestone;
import org.tellers.ballot.lifecycle.Refusal;
import org.tellers.ballot.noticeboard.JoinToVote;
import org.tellers.ballot.paper.BallotPaper;
import org.tellers.ballot.paper.WelshPaper;
import org.tellers.ballot.policy.Policy;
import org.tellers.ballot.roll.Constituencies;
import org.tellers.ballot.roll.ConstituencyLevel;
import org.tellers.ballot.roll.Entitlement;
import org.tellers.ballot.roll.LateJoiners;
import org.tellers.ballot.roll.Leavers;
import org.tellers.ballot.roll.Leaves;
import org.tellers.ballot.roll.Levels;
import org.tellers.ballot.schedule.LateJoinerCutOff;
import org.tellers.ballot.schedule.LondonTime;
import org.tellers.ballot.schedule.Window;
import org.tellers.ballot.trusteeship.KeyRing;

class LayersTest {

    private static final Class<?>[] DECISIONS = {
        Ballot.class,
        BallotState.class,
        Milestone.class,
        Refusal.class,
        BallotPaper.class,
        Draft.class,
        Window.class,
        LondonTime.class,
        KeyRing.class,
        Ceremony.class,
        Seat.class,
        Charter.class,
        Documents.class,
        EligibilityRule.class,
        Member.class,
        ConstituencyLevel.class,
        Constituencies.class,
        Levels.class,
        Policy.class,
        Entitlement.class,
        Leaves.class,
        LateJoiners.class,
        Leavers.class,
        LateJoinerCutOff.class,
        WelshPaper.class,
        Trigger.class,
        Meeting.class,
        JoinToVote.class
    };

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.tellers.ballot");

    @Test
    void decisionsArePlainJava() {
        noClasses()
                .that()
                .belongToAnyOf(DECISIONS)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta..", "io.quarkus..", "io.smallrye..", "org.hibernate..", "javax.sql..")
                .check(CLASSES);
    }

    @Test
    void resourcesAreClosedToTheirNeighbours() {
        classes()
                .that()
                .haveSimpleNameEndingWith("Resource")
                .should()
                .bePackagePrivate()
                .check(CLASSES);
    }

    @Test
    void nothingSleepsInsteadOfWaitingForACondition() {
        noClasses().should().callMethod(Thread.class, "sleep", long.class).check(CLASSES);
    }

    @Test
    void everyDecisionIsInTheCheckedSet() {
        for (Class<?> decision : DECISIONS) {
            JavaClass found = CLASSES.get(decision);
            org.assertj.core.api.Assertions.assertThat(found).isNotNull();
        }
    }
}
