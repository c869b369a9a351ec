package org.tellers.ballot.draft;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.tellers.ballot.eligibility.EligibilityRule;
import org.tellers.ballot.followup.Trigger;
import org.tellers.ballot.paper.WelshPaper;
import org.tellers.ballot.policy.Minima;
import org.tellers.ballot.policy.Publication;
import org.tellers.ballot.roll.ConstituencyLevel;
import org.tellers.ballot.roll.Levels;

@NullUnmarked
class DraftBodyTest {

    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private static final String WORKLOADS = """
        {"name":"Workloads indicative ballot","authority":"NEC motion 4 of 12 January 2026",
         "questions":[{"question":"Are you prepared to vote yes in a formal ballot?",
                       "answers":["Yes","No","Abstain"]}],
         "opensAt":"2026-02-10T12:00:00.750Z","closesAt":"2026-02-27T12:00:00Z"}
        """;

    @Test
    void whatIsLeftOutTakesTheUsualValue() throws Exception {
        Draft draft = fit(body -> {});
        assertThat(draft.union()).isEqualTo("Napo");
        assertThat(draft.questions().getFirst().min()).isEqualTo(1);
        assertThat(draft.questions().getFirst().max()).isEqualTo(1);
        assertThat(draft.questions().getFirst().blank()).isFalse();
        assertThat(draft.opensAt()).hasToString("2026-02-10T12:00:00Z");
        assertThat(draft.eligibility().statuses()).isEqualTo(EligibilityRule.ACTIVE_ONLY);
        assertThat(draft.eligibility().regions()).isNull();
        assertThat(draft.constituencyLevel()).isEqualTo(ConstituencyLevel.NONE);
        assertThat(draft.publication()).isEqualTo(new Publication("live", "full", "none"));
        assertThat(draft.minima()).isEqualTo(new Minima(20, 20));
        assertThat(draft.reserve()).isEqualTo(new Reserve(20, 200));
        assertThat(draft.constituencyGroupLevel()).isEqualTo(ConstituencyLevel.NONE);
        assertThat(draft.keyHolders()).isEqualTo(new KeyHolders(2, 3));
        assertThat(draft.helpLine()).isEmpty();
    }

    @Test
    void anEmptyDraftNamesEveryMissingField() throws Exception {
        assertThat(faults("{}"))
                .containsExactly(
                        "name text-missing",
                        "authority text-missing",
                        "questions question-count",
                        "opensAt instant-missing",
                        "closesAt instant-missing");
    }

    @Test
    void aQuestionOfHalfAMegabyteIsTooLong() throws Exception {
        assertThat(faults(body -> question(body).put("question", "x".repeat(500_000))))
                .containsExactly("questions[0].question too-long");
    }

    @Test
    void aPaperAsksOneToTenQuestionsWithTwoToTwentyAnswers() throws Exception {
        assertThat(faults(body -> body.withArray("questions").removeAll())).containsExactly("questions question-count");
        assertThat(faults(body -> IntStream.range(0, 10)
                        .forEach(i -> body.withArray("questions")
                                .add(question(body).deepCopy().put("question", "Question " + i)))))
                .containsExactly("questions question-count");
        assertThat(faults(
                        body -> question(body).withArray("answers").removeAll().add("Yes")))
                .containsExactly("questions[0].answers answer-count");
        assertThat(faults(body -> IntStream.range(0, 18)
                        .forEach(i -> question(body).withArray("answers").add("Answer " + i))))
                .containsExactly("questions[0].answers answer-count");
        assertThat(faults(body -> IntStream.range(0, 17)
                        .forEach(i -> question(body).withArray("answers").add("Answer " + i))))
                .isEmpty();
    }

    @Test
    void answersThatMembersCouldNotTellApartAreRefused() throws Exception {
        assertThat(faults(body -> question(body).withArray("answers").add(" yES ")))
                .containsExactly("questions[0].answers[3] repeated");
        assertThat(faults(body -> question(body).withArray("answers").add(" ").addNull()))
                .containsExactly("questions[0].answers[3] text-missing", "questions[0].answers[4] text-missing");
        assertThat(faults(body -> body.withArray("questions").add(question(body).deepCopy())))
                .containsExactly("questions[1].question repeated");
    }

    @Test
    void theNumberOfAnswersToChooseMustBePossible() throws Exception {
        assertThat(faults(body -> question(body).put("min", 2))).containsExactly("questions[0].max out-of-range");
        assertThat(faults(body -> question(body).put("min", -1))).containsExactly("questions[0].min out-of-range");
        assertThat(faults(body -> question(body).put("max", 4))).containsExactly("questions[0].max out-of-range");
        assertThat(faults(body -> question(body).put("min", 0).put("max", 3))).isEmpty();
    }

    @Test
    void textThatWouldShowOtherWordsThanApprovedIsRefused() throws Exception {
        assertThat(faults(body -> body.put("name", "Ballot\u0000"))).containsExactly("name unprintable");
        assertThat(faults(body -> body.put("name", "Ballot \u202Eoн"))).containsExactly("name unprintable");
        assertThat(faults(body -> body.put("authority", "half \uD83D pair"))).containsExactly("authority unprintable");
        assertThat(faults(body -> body.put("authority", "two\nlines, gwrandawiad ŵ ŷ")))
                .isEmpty();
    }

    @Test
    void policiesTakeOnlyTheWordsThatExist() throws Exception {
        assertThat(faults(body -> body.putObject("publication")
                        .put("turnout", "weekly")
                        .put("result", "all")
                        .put("breakdown", "workplace")))
                .containsExactly(
                        "publication.breakdown unknown-word",
                        "publication.turnout unknown-word",
                        "publication.result unknown-word");
        assertThat(faults(body -> body.put("constituencyLevel", "segment")))
                .containsExactly("constituencyLevel unknown-word");
        assertThat(faults(body -> body.put("constituencyLevel", "branch")
                        .putObject("publication")
                        .put("breakdown", "region")))
                .containsExactly("publication.breakdown breakdown-needs-level");
        assertThat(faults(body -> body.put("revoting", true))).containsExactly("revoting revoting-not-offered");
    }

    @Test
    void aBreakdownStopsAtALevelOfTheConstituenciesOrTheirGroups() throws Exception {
        for (String level : List.of("none", "region", "branch")) {
            assertThat(faults(body -> body.put("constituencyLevel", "branch")
                            .put("constituencyGroupLevel", "region")
                            .putObject("publication")
                            .put("breakdown", level)))
                    .isEmpty();
        }
        assertThat(faults(body -> body.put("constituencyGroupLevel", "region")))
                .containsExactly("constituencyGroupLevel group-needs-level");
        assertThat(faults(body -> body.put("constituencyLevel", "region").put("constituencyGroupLevel", "region")))
                .containsExactly("constituencyGroupLevel group-needs-level");
        assertThat(faults(body -> body.put("constituencyGroupLevel", "county")))
                .containsExactly("constituencyGroupLevel unknown-word");
    }

    @Test
    void theKeyHasOneHolderOrThreeAndMoreOfWhomSeveralButNotAllAreNeeded() throws Exception {
        assertThat(holders(1, 1)).isEmpty();
        assertThat(holders(2, 3)).isEmpty();
        assertThat(holders(14, 15)).isEmpty();
        assertThat(holders(1, 3)).containsExactly("keyHolders.threshold out-of-range");
        assertThat(holders(3, 3)).containsExactly("keyHolders.threshold out-of-range");
        assertThat(holders(2, 1)).containsExactly("keyHolders.threshold out-of-range");
        assertThat(holders(2, 2)).containsExactly("keyHolders.holders out-of-range");
        assertThat(holders(2, 16)).containsExactly("keyHolders.holders out-of-range");
        assertThat(holders(2, 0)).containsExactly("keyHolders.holders out-of-range");
        assertThat(fit(body -> body.putObject("keyHolders").put("holders", 1)).keyHolders())
                .isEqualTo(KeyHolders.SINGLE);
    }

    private static List<String> holders(int threshold, int holders) throws Exception {
        return faults(
                body -> body.putObject("keyHolders").put("threshold", threshold).put("holders", holders));
    }

    @Test
    void aDraftStoredBeforeGroupsAndKeyHoldersExistedHasOneScrutineerAndNoGroups() throws Exception {
        Draft now = fit(_ -> {});
        DraftConverter converter = new DraftConverter();
        ObjectNode stored = (ObjectNode) JSON.readTree(converter.convertToDatabaseColumn(now));
        stored.remove(List.of("constituencyGroupLevel", "keyHolders", "lateJoinerCutOff", "welsh", "triggers"));
        ((ObjectNode) stored.get("eligibility")).remove(List.of("workplaces", "joinedBefore"));
        Draft old = converter.convertToEntityAttribute(stored.toString());
        assertThat(old.keyHolders()).isEqualTo(KeyHolders.SINGLE);
        assertThat(old.levels()).isEqualTo(Levels.NONE);
        assertThat(old.triggers()).isEmpty();
    }

    @Test
    void theMinimaCanBeRaisedButNotLowered() throws Exception {
        assertThat(faults(body -> body.putObject("minima").put("cast", 19).put("entitled", 0)))
                .containsExactly("minima.cast out-of-range", "minima.entitled out-of-range");
        assertThat(fit(body -> body.putObject("minima").put("cast", 50)).minima())
                .isEqualTo(new Minima(50, 20));
        assertThat(faults(body -> body.putObject("reserve").put("percent", 101).put("minimum", -1)))
                .containsExactly("reserve.percent out-of-range", "reserve.minimum out-of-range");
    }

    @Test
    void anEligibilityListIsLeftOutOrNotEmpty() throws Exception {
        assertThat(faults(body -> body.putObject("eligibility").putArray("regions")))
                .containsExactly("eligibility.regions value-count");
        assertThat(faults(body -> body.putObject("eligibility")
                        .putArray("regions")
                        .add("Wales")
                        .add("Wales ")
                        .addNull()))
                .containsExactly("eligibility.regions[1] repeated", "eligibility.regions[2] text-missing");
        assertThat(fit(body -> body.putObject("eligibility")
                                .putArray("statuses")
                                .add("suspended"))
                        .eligibility()
                        .statuses())
                .containsExactly("suspended");
    }

    @Test
    void theWindowIsCheckedWithTheRest() throws Exception {
        assertThat(faults(body -> body.put("closesAt", "2026-02-10T12:00:00Z")))
                .containsExactly("closesAt window-reversed");
    }

    @Test
    void theWelshIsOfTheWholePaperOrThereIsNone() throws Exception {
        assertThat(fit(_ -> {}).welsh()).isNull();
        assertThat(fit(body -> welsh(body, "Ydw", "Nac ydw", "Ymatal")).welsh())
                .isEqualTo(new WelshPaper(
                        "Llwyth gwaith",
                        "Cynnig 4",
                        List.of(new WelshPaper.Wording("Ydych chi'n barod?", List.of("Ydw", "Nac ydw", "Ymatal")))));
        assertThat(faults(body -> welsh(body, "Ydw", "Nac ydw")))
                .containsExactly("welsh.questions[0].answers translation-differs");
        assertThat(faults(body -> welsh(body, "Ydw", "ydw", "")))
                .containsExactly(
                        "welsh.questions[0].answers[1] repeated", "welsh.questions[0].answers[2] text-missing");
        assertThat(faults(body -> body.putObject("welsh")))
                .containsExactly(
                        "welsh.name text-missing",
                        "welsh.authority text-missing",
                        "welsh.questions translation-differs");
    }

    private static void welsh(ObjectNode body, String... answers) {
        ObjectNode welsh = body.putObject("welsh").put("name", "Llwyth gwaith").put("authority", "Cynnig 4");
        ObjectNode question = welsh.putArray("questions").addObject().put("question", "Ydych chi'n barod?");
        List.of(answers).forEach(question.putArray("answers")::add);
    }

    @Test
    void aTriggerDateIsNotBeforeTheCloseAndNamesAQuestionThatThereIs() throws Exception {
        assertThat(fit(_ -> {}).triggers()).isEmpty();
        assertThat(fit(body -> trigger(body, "2026-09-01", 1)).triggers())
                .containsExactly(new Trigger(LocalDate.of(2026, 9, 1), "Progress?", 1));
        assertThat(faults(body -> trigger(body, "2026-02-26", 1)))
                .containsExactly("triggers[0].on trigger-out-of-range");
        assertThat(faults(body -> trigger(body, "2026-02-27", 2))).containsExactly("triggers[0].question out-of-range");
        assertThat(faults(body -> body.putArray("triggers").addObject()))
                .containsExactly("triggers[0].text text-missing", "triggers[0].on date-missing");
        assertThat(faults(body -> IntStream.range(0, 11)
                        .forEach(_ -> body.withArray("triggers").addNull())))
                .containsExactly("triggers trigger-count");
    }

    private static void trigger(ObjectNode body, String on, int question) {
        body.putArray("triggers")
                .addObject()
                .put("on", on)
                .put("text", "Progress?")
                .put("question", question);
    }

    private static ObjectNode question(ObjectNode body) {
        return (ObjectNode) body.get("questions").get(0);
    }

    private static Draft fit(Consumer<ObjectNode> change) throws Exception {
        ObjectNode body = (ObjectNode) JSON.readTree(WORKLOADS);
        change.accept(body);
        return switch (JSON.treeToValue(body, DraftBody.class).read("Napo")) {
            case DraftBody.Fit fit -> fit.draft();
            case DraftBody.Unfit unfit ->
                throw new AssertionError(unfit.faults().toString());
        };
    }

    private static List<String> faults(Consumer<ObjectNode> change) throws Exception {
        ObjectNode body = (ObjectNode) JSON.readTree(WORKLOADS);
        change.accept(body);
        return faultsOf(JSON.treeToValue(body, DraftBody.class));
    }

    private static List<String> faults(String body) throws Exception {
        return faultsOf(JSON.readValue(body, DraftBody.class));
    }

    private static List<String> faultsOf(DraftBody body) {
        return switch (body.read("Napo")) {
            case DraftBody.Fit _ -> List.of();
            case DraftBody.Unfit unfit ->
                unfit.faults().stream().map(f -> f.field() + " " + f.code()).toList();
        };
    }
}
