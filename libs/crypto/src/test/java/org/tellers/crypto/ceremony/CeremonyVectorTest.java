package org.tellers.crypto.ceremony;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tellers.crypto.Vectors;
import org.tellers.crypto.ballot.BallotVerifier;
import org.tellers.crypto.election.Election;
import org.tellers.crypto.tally.ElectionResult;
import org.tellers.crypto.tally.PartialDecryption;
import org.tellers.crypto.tally.TallyAccumulator;
import org.tellers.crypto.trustee.Cert;
import org.tellers.crypto.trustee.Certs;
import org.tellers.crypto.trustee.ThresholdParameters;
import org.tellers.crypto.trustee.TrusteeKeyPair;
import org.tellers.crypto.trustee.Trustees;

/** The ceremony that belenios-tool 3.3.0 held is understood, and every trustee of it can go on with us. */
class CeremonyVectorTest {
    private static final Vectors VECTORS = new Vectors("threshold");
    private static final Certs CERTS =
            new Certs(lines("certs.jsons").map(Cert::parse).toList());
    private static final List<Polynomial> POLYNOMIALS =
            lines("polynomials.jsons").map(Polynomial::parse).toList();

    private static java.util.stream.Stream<byte[]> lines(String file) {
        return VECTORS.text("trustee-keys/" + file).lines().map(line -> line.getBytes(StandardCharsets.UTF_8));
    }

    /** A file of the trustee of a place. */
    private static String file(int place, String suffix) {
        String name = VECTORS.text("trustee-keys/" + place + ".trustee").strip();
        return VECTORS.text("trustee-keys/" + name + suffix).strip();
    }

    private static TrusteeSeed seed(int place) {
        return TrusteeSeed.parse(file(place, ".key"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void theServersStepsGiveTheSameBytes() {
        CERTS.check();
        List<Voutput> voutputs = new ArrayList<>();
        for (int place = 1; place <= 3; place++) {
            assertThat(CERTS.at(place).bytes()).isEqualTo(bytes(file(place, ".cert")));
            Polynomial polynomial = POLYNOMIALS.get(place - 1);
            polynomial.check(CERTS, place);
            assertThat(polynomial.bytes())
                    .isEqualTo(lines("polynomials.jsons").toList().get(place - 1));
            assertThat(Vinput.of(POLYNOMIALS, place).bytes()).isEqualTo(bytes(file(place, ".vinput")));
            Voutput voutput = Voutput.parse(bytes(file(place, ".voutput")));
            voutput.check(CERTS, POLYNOMIALS, place);
            assertThat(voutput.bytes()).isEqualTo(bytes(file(place, ".voutput")));
            assertThat(voutput.privateKey()).isEqualTo(file(place, ".dkey"));
            voutputs.add(voutput);
        }
        ThresholdParameters parameters = CeremonySteps.parameters(CERTS, POLYNOMIALS, voutputs);
        assertThat(parameters)
                .isEqualTo(Trustees.parse(VECTORS.json("trustees.json")).kinds().getLast());
    }

    @Test
    void everyTrusteeReadsItsMessagesAndComesToTheSameKey() {
        for (int place = 1; place <= 3; place++) {
            TrusteeSeed seed = seed(place);
            assertThat(seed.verification()).isEqualTo(CERTS.at(place).verification());
            assertThat(seed.encryption()).isEqualTo(CERTS.at(place).encryption());
            Vinput vinput = Vinput.parse(bytes(file(place, ".vinput")));
            Voutput ours = CeremonySteps.voutput(seed, CERTS, vinput, new SecureRandom());
            ours.check(CERTS, POLYNOMIALS, place);
            TrusteeKeyPair stored = CeremonySteps.decryptionKey(seed, file(place, ".dkey"));
            assertThat(ours.publicKey().publicKey()).isEqualTo(stored.publicKey());
            assertThat(CeremonySteps.decryptionKey(seed, ours.privateKey()).privateKeyBytes())
                    .isEqualTo(stored.privateKeyBytes());
        }
    }

    @Test
    void anyTwoOfTheThreeWithTheSingleTrusteeCountTheElection() {
        Election election = VECTORS.election();
        Trustees trustees = Trustees.parse(VECTORS.json("trustees.json"));
        TallyAccumulator sum = new TallyAccumulator(election);
        BallotVerifier verifier = new BallotVerifier(election);
        VECTORS.ballots().forEach(ballot -> sum.add(verifier.parse(ballot)));
        SecureRandom random = new SecureRandom();
        Map<Integer, PartialDecryption> all = new HashMap<>();
        all.put(
                1,
                PartialDecryption.decrypt(
                        election,
                        sum.tally(),
                        TrusteeKeyPair.parsePrivateKey(VECTORS.json("trustee-keys/A72F2467.privkey")),
                        random));
        for (int place = 1; place <= 3; place++) {
            TrusteeKeyPair key = CeremonySteps.decryptionKey(seed(place), file(place, ".dkey"));
            all.put(place + 1, PartialDecryption.decrypt(election, sum.tally(), key, random));
        }
        for (int absent = 2; absent <= 4; absent++) {
            Map<Integer, PartialDecryption> quorum = new HashMap<>(all);
            quorum.remove(absent);
            assertThat(ElectionResult.combine(election, trustees, sum.tally(), quorum, sum.count())
                            .bytes())
                    .isEqualTo(VECTORS.json("result.json"));
        }
    }
}
