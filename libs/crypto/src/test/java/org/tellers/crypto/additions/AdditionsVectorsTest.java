package org.tellers.crypto.additions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tellers.crypto.Vectors;
import org.tellers.crypto.additions.CredentialLog.Opening;
import org.tellers.crypto.additions.Signature.Purpose;
import org.tellers.crypto.fault.AdditionsFault;
import org.tellers.crypto.fault.ProtocolViolation;
import org.tellers.crypto.json.Json;
import org.tellers.crypto.json.JsonNode;
import org.tellers.crypto.proof.Proof;

/** Java reads and checks the texts, hashes, proofs and signatures that web/ballot-crypto wrote. */
class AdditionsVectorsTest {
    /** The vectors are indented; white space is dropped, which none of their strings has at a line's begin or end. */
    private static JsonNode vector(String name) {
        String compact = new Vectors("additions")
                .text(name + ".json")
                .lines()
                .map(String::strip)
                .map(line -> line.replaceFirst("^(\"[A-Za-z]+\"): ", "$1:"))
                .reduce("", String::concat);
        return Json.parseCanonical(compact.getBytes(StandardCharsets.UTF_8), 1 << 20);
    }

    @Test
    void signaturesVerifyAndOnlyTheirs() {
        for (JsonNode item : vector("signature").items()) {
            Purpose purpose = Purpose.valueOf(item.get("purpose").text().toUpperCase(java.util.Locale.ROOT));
            Purpose other = purpose == Purpose.PLAN ? Purpose.DECISION : Purpose.PLAN;
            String message = item.get("message").text();
            Proof signature = Proof.read(item.get("signature"));
            var key = item.get("publicKey").point();
            assertThat(Signature.verifies(purpose, message, key, signature)).isTrue();
            assertThat(Signature.verifies(other, message, key, signature)).isFalse();
            assertThat(Signature.verifies(purpose, message.replace('0', '1'), key, signature))
                    .isFalse();
            assertThat(Signature.parse(Signature.text(signature))).isEqualTo(signature);
        }
    }

    @Test
    void strongProofsVerifyAndOnlyTheirs() {
        List<JsonNode> items = vector("strong-proof").items();
        for (JsonNode item : items) {
            StrongProof.Context context = new StrongProof.Context(
                    item.get("fingerprint").text(),
                    item.get("planHash").text(),
                    item.get("cell").text());
            int question = item.get("question").integer(0, 9);
            int option = item.get("option").integer(0, 9);
            StrongProof.Place place = new StrongProof.Place(question, option);
            var alpha = item.get("alpha").point();
            var factor = item.get("factor").point();
            var key = item.get("publicKey").point();
            Proof proof = Proof.read(item.get("proof"));
            assertThat(StrongProof.verifies(context, place, alpha, factor, key, proof))
                    .isTrue();
            assertThat(StrongProof.verifies(
                            new StrongProof.Context(context.fingerprint(), context.planHash(), context.cell() + "1"),
                            place,
                            alpha,
                            factor,
                            key,
                            proof))
                    .isFalse();
            assertThat(StrongProof.verifies(
                            context, new StrongProof.Place(question, option + 1), alpha, factor, key, proof))
                    .isFalse();
            assertThat(StrongProof.verifies(context, place, alpha, factor.plus(alpha), key, proof))
                    .isFalse();
        }
    }

    @Test
    void theCredentialLogHasTheSameHeadsAndCommitments() {
        JsonNode log = vector("credential-log");
        String fingerprint = log.get("fingerprint").text();
        assertThat(CredentialLog.start(fingerprint)).isEqualTo(log.get("start").text());
        for (JsonNode item : log.get("openings").items()) {
            Opening opening = new Opening(
                    item.get("credential").text(),
                    item.get("constituency").text(),
                    item.get("nonce").text());
            assertThat(CredentialLog.commitment(fingerprint, opening))
                    .isEqualTo(item.get("commitment").text());
        }
        List<CredentialLog.Batch> batches = log.get("batches").items(CredentialLog.Batch::read);
        CredentialLog.State state = CredentialLog.check(fingerprint, batches);
        assertThat(state.head()).isEqualTo(batches.getLast().head());
        String head = log.get("start").text();
        for (CredentialLog.Batch batch : batches) {
            assertThat(CredentialLog.next(
                            head, batch.activated().reversed(), batch.revoked().reversed(), batch.commitments()))
                    .isEqualTo(batch);
            head = batch.head();
        }
    }

    @Test
    void thePlanHasTheSameTextAndHash() {
        JsonNode plans = vector("plan");
        Minima minima = Minima.read(plans.get("minima"));
        List<String> levels = plans.get("levels").items(JsonNode::text);
        for (JsonNode item : plans.get("accepted").items()) {
            DisclosurePlan plan = DisclosurePlan.parse(item.get("text").text());
            assertThat(plan.text()).isEqualTo(item.get("text").text());
            assertThat(plan.hash()).isEqualTo(item.get("hash").text());
            DisclosureRule.check(plan, minima, levels);
        }
        for (JsonNode item : plans.get("refused").items()) {
            assertThatThrownBy(() -> DisclosureRule.check(
                            DisclosurePlan.parse(item.get("text").text()), minima, levels))
                    .as(item.get("why").text())
                    .isInstanceOf(ProtocolViolation.class);
        }
    }

    @Test
    void theDecisionLogHasTheSameChainAndSignatures() {
        JsonNode log = vector("decisions");
        String ballot = log.get("ballot").text();
        assertThat(DecisionLine.start(ballot)).isEqualTo(log.get("start").text());
        List<DecisionLine.Entry> entries = log.get("lines")
                .items(line -> new DecisionLine.Entry(
                        line.get("entry").text(),
                        line.get("hash").text(),
                        line.find("signature").map(Proof::read)));
        Optional<org.tellers.crypto.group.Point> key =
                Optional.of(log.get("logKey").point());
        assertThat(DecisionLine.check(ballot, entries, key)).isPositive();
        entries.forEach(
                entry -> assertThat(DecisionLine.parse(entry.entry()).text()).isEqualTo(entry.entry()));
        for (int i = 0; i < entries.size() - 1; i++) {
            List<DecisionLine.Entry> fewer = new java.util.ArrayList<>(entries);
            fewer.remove(i);
            assertThatThrownBy(() -> DecisionLine.check(ballot, fewer, key))
                    .isInstanceOfSatisfying(
                            ProtocolViolation.class,
                            e -> assertThat(e.fault()).isEqualTo(AdditionsFault.DECISION_CHAIN));
        }
    }
}
