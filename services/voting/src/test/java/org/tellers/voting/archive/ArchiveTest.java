package org.tellers.voting.archive;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tellers.crypto.ballot.Ballot;
import org.tellers.testing.MutableClock;
import org.tellers.testing.RealParts;
import org.tellers.voting.Announced;
import org.tellers.voting.Facts;
import org.tellers.voting.SampleBallot;

@QuarkusTest
@WithTestResource(RealParts.class)
class ArchiveTest {
    @Inject
    MutableClock clock;

    @Inject
    Facts facts;

    private SampleBallot ballot;
    private final List<String> trackers = new ArrayList<>();

    @BeforeEach
    void openABox() {
        clock.set(SampleBallot.OPENS.plusSeconds(3600));
        ballot = new SampleBallot(6, 1);
        facts.deliver(ballot.setup());
    }

    @AfterEach
    void letTheClockRun() {
        clock.follow();
    }

    private String path(String rest) {
        return "/api/voting/ballots/" + ballot.uuid() + rest;
    }

    private void cast(int voter) {
        Ballot made = ballot.vote(voter, 0);
        given().contentType("application/json")
                .body(made.bytes())
                .post(path("/box"))
                .then()
                .statusCode(201);
        trackers.add(made.tracker());
    }

    private Response archive() {
        return given().get(path("/archive")).then().statusCode(200).extract().response();
    }

    private Response part(String range) {
        return given().header("Range", range).get(path("/archive"));
    }

    @Test
    void aDownloadTakenEarlierIsThePrefixOfALaterOneAndTheRestCanBeHadAlone() throws Exception {
        byte[] earlier = archive().asByteArray();
        for (int voter = 0; voter < 4; voter++) {
            cast(voter);
            Response now = archive();
            byte[] later = now.asByteArray();
            assertThat(later).hasSizeGreaterThan(earlier.length).startsWith(earlier);
            assertThat(now.header("Content-Length")).isEqualTo(Integer.toString(later.length));
            assertThat(now.header("ETag"))
                    .isEqualTo("\"" + given().get(path("")).path("head") + "\"");
            Response rest = part("bytes=" + earlier.length + "-");
            assertThat(rest.statusCode()).isEqualTo(206);
            ByteArrayOutputStream joined = new ByteArrayOutputStream();
            joined.write(earlier);
            joined.write(rest.asByteArray());
            assertThat(joined.toByteArray()).isEqualTo(later);
            earlier = later;
        }
        clock.set(SampleBallot.CLOSES);
        try (Announced announced = new Announced()) {
            announced.await(ballot.uuid(), org.tellers.contracts.voting.BoxClosed.class, 1);
        }
        assertThat(archive().asByteArray()).startsWith(earlier);
    }

    @Test
    void anyRangeIsThatPartOfTheWhole() {
        cast(0);
        cast(1);
        byte[] whole = archive().asByteArray();
        int size = whole.length;
        for (int[] range : new int[][] {
            {0, 0}, {0, 511}, {100, 700}, {511, 1024}, {size / 2, size / 2 + 3000}, {size - 1, size - 1}, {0, size + 5}
        }) {
            Response part = part("bytes=" + range[0] + "-" + range[1]);
            int end = Math.min(range[1], size - 1);
            assertThat(part.statusCode()).isEqualTo(206);
            assertThat(part.header("Content-Range")).isEqualTo("bytes " + range[0] + "-" + end + "/" + size);
            assertThat(part.asByteArray()).isEqualTo(Arrays.copyOfRange(whole, range[0], end + 1));
        }
        assertThat(part("bytes=-700").asByteArray()).isEqualTo(Arrays.copyOfRange(whole, size - 700, size));
        assertThat(part("bytes=" + size + "-").statusCode()).isEqualTo(416);
        assertThat(part("bytes=" + size + "-").header("Content-Range")).isEqualTo("bytes */" + size);
        for (String whatIsIgnored : List.of("bytes=0-1,3-4", "lines=0-1", "bytes=5-3", "bytes=-")) {
            assertThat(part(whatIsIgnored).statusCode()).isEqualTo(200);
        }
        given().header("Range", "bytes=0-9")
                .header("If-Range", "\"another\"")
                .get(path("/archive"))
                .then()
                .statusCode(200);
    }

    @Test
    void theBoardListsReceiptsInTheArchivesOrderAndAFullPageNeverChanges() {
        given().get(path("/trackers")).then().statusCode(200).body("trackers.size()", equalTo(0));
        for (int voter = 0; voter < 5; voter++) {
            cast(voter);
        }
        given().get(path("/trackers?limit=2"))
                .then()
                .header("Cache-Control", equalTo("public, max-age=86400, immutable"))
                .body("trackers", contains(trackers.get(0), trackers.get(1)))
                .body("next", equalTo(2));
        given().get(path("/trackers?limit=2&after=4"))
                .then()
                .header("Cache-Control", equalTo("public, no-cache"))
                .body("trackers", contains(trackers.get(4)))
                .body("next", nullValue());
        clock.set(SampleBallot.CLOSES);
        try (Announced announced = new Announced()) {
            announced.await(ballot.uuid(), org.tellers.contracts.voting.BoxClosed.class, 1);
        }
        assertThat(given().get(path("/trackers")).<List<String>>path("trackers"))
                .isEqualTo(trackers);
    }
}
