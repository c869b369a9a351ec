package org.tellers.ballot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Transactional;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.tellers.service.Roles;
import org.tellers.testing.RealParts;

/** What a draft was before it was written anew (stories H1 and H2). */
@NullUnmarked
@QuarkusTest
@WithTestResource(RealParts.class)
class DraftVersionsTest {

    @Inject
    EntityManager store;

    @Test
    void everyVersionOfADraftIsKeptWithWhoWroteIt() {
        String uuid = Hq.draft("Versions");
        Hq.as("officer2", Roles.OFFICER)
                .body(Hq.body("Versions").replace("NEC motion 4", "NEC motion 5"))
                .put(Hq.BALLOTS + "/" + uuid)
                .then()
                .statusCode(200);
        versions(uuid, "")
                .statusCode(200)
                .body("revision", contains(2, 1))
                .body("by", contains("officer2", "officer"))
                .body("[0].at", notNullValue());
        versions(uuid, "/1")
                .statusCode(200)
                .body("revision", equalTo(1))
                .body("authority", equalTo("NEC motion 4"))
                .body("questions[0].answers", contains("Yes", "No", "Abstain"))
                .body("constituencyLevel", equalTo("region"))
                .body("eligibility.sections", contains("Versions"))
                .body("keyHolders.holders", equalTo(1));
        versions(uuid, "/2").statusCode(200).body("authority", equalTo("NEC motion 5"));
        versions(uuid, "/3").statusCode(404).body("type", equalTo("urn:tellers:problem:version-not-kept"));
        versions("6KtJmwugEAEpW8", "").statusCode(404).body("type", equalTo("urn:tellers:problem:ballot-not-found"));
    }

    @Test
    void ofTwoWhoChangeTheSameVersionTheSecondIsRefusedAndNothingIsLost() {
        String uuid = Hq.draft("Versions");
        for (int[] expected : new int[][] {{1, 200}, {1, 409}, {2, 200}}) {
            Hq.officer()
                    .queryParam("revision", expected[0])
                    .body(Hq.body("Versions"))
                    .put(Hq.BALLOTS + "/" + uuid)
                    .then()
                    .statusCode(expected[1])
                    .body("type", equalTo(expected[1] == 409 ? "urn:tellers:problem:draft-changed" : null));
        }
        versions(uuid, "").body("revision", contains(3, 2, 1));
    }

    @Test
    void aDraftThatIsRefusedIsNoVersion() {
        String uuid = Hq.approved("Versions");
        Hq.officer()
                .body(Hq.body("Versions"))
                .put(Hq.BALLOTS + "/" + uuid)
                .then()
                .statusCode(409);
        versions(uuid, "").body("revision", contains(1));
    }

    @Test
    void whoHelpsMembersOrOrganisesReadsNoDrafts() {
        String uuid = Hq.draft("Versions");
        for (String role : new String[] {Roles.HELPDESK, Roles.ORGANISER}) {
            int status = Hq.as("someone", role)
                    .get(Hq.BALLOTS + "/" + uuid + "/versions/1")
                    .statusCode();
            assertThat(status).as(role).isEqualTo(403);
        }
    }

    @Test
    @Transactional
    void aVersionIsNotRewrittenNotEvenByTheServiceItself() {
        assertThatThrownBy(() -> store.createNativeQuery("UPDATE draft_version SET by_name = 'someone'")
                        .executeUpdate())
                .isInstanceOf(PersistenceException.class)
                .hasStackTraceContaining("permission denied");
    }

    private static ValidatableResponse versions(String uuid, String rest) {
        return Hq.approver().get(Hq.BALLOTS + "/" + uuid + "/versions" + rest).then();
    }
}
