package org.tellers.crypto.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tellers.crypto.BeleniosTool;
import org.tellers.crypto.Sha256;
import org.tellers.crypto.archive.SampleArchive.Step;
import org.tellers.crypto.ceremony.CeremonySteps;
import org.tellers.crypto.ceremony.Polynomial;
import org.tellers.crypto.ceremony.TrusteeSeed;
import org.tellers.crypto.ceremony.Vinput;
import org.tellers.crypto.ceremony.Voutput;
import org.tellers.crypto.tally.PartialDecryption;
import org.tellers.crypto.trustee.Cert;
import org.tellers.crypto.trustee.Certs;
import org.tellers.crypto.trustee.ThresholdParameters;
import org.tellers.crypto.trustee.TrusteeKeyPair;
import org.tellers.crypto.trustee.Trustees;

/** A key ceremony of three held half by our code and half by belenios-tool 3.3.0, and the election that it decrypts. */
class ThresholdToolTest {
    private static final BeleniosTool TOOL = BeleniosTool.NEWEST;
    private static final SecureRandom RANDOM = new SecureRandom();

    @TempDir
    Path folder;

    @BeforeAll
    static void theToolIsThere() throws Exception {
        TOOL.require();
        BeleniosTool.DEBIAN_STABLE.require();
    }

    private String step(int step, String input, String... arguments) throws Exception {
        List<String> all = new ArrayList<>(
                List.of("setup", "generate-trustee-key-threshold", "--group=Ed25519", "--step=" + step));
        all.addAll(List.of(arguments));
        return TOOL.run(folder, input, all.toArray(String[]::new));
    }

    private static byte[] bytes(String text) {
        return text.strip().getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private Path lines(String file, List<byte[]> lines) throws Exception {
        return Files.writeString(
                folder.resolve(file),
                lines.stream().map(line -> text(line) + "\n").collect(Collectors.joining()));
    }

    /** The tool's name for the files of a trustee. */
    private static String id(Cert cert) {
        return Sha256.hex(cert.signed().message().getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aTrusteeOfOursWithTwoOfBeleniossCanHoldACeremonyAndDecryptWithOneOfThem() throws Exception {
        holdAndDecrypt(Set.of(1), List.of(1, 3));
    }

    @Test
    void twoTrusteesOfOursWithOneOfBeleniossCanHoldACeremonyAndOneDecryptWithIt() throws Exception {
        holdAndDecrypt(Set.of(1, 3), List.of(2, 3));
    }

    /**
     * Holds a ceremony and counts an election.
     *
     * @param ours the places of those trustees who use our code
     * @param deciders the places of those who decrypt
     */
    private void holdAndDecrypt(Set<Integer> ours, List<Integer> deciders) throws Exception {
        Map<Integer, TrusteeSeed> seeds = new LinkedHashMap<>();
        List<Cert> read = new ArrayList<>();
        for (int place = 1; place <= 3; place++) {
            if (ours.contains(place)) {
                seeds.put(place, TrusteeSeed.random(RANDOM));
                read.add(CeremonySteps.certificate(seeds.get(place), new Cert.Context(3, 2, place), RANDOM));
            } else {
                String id = step(1, "", "--threshold-context=" + place + "/2/3").strip();
                read.add(Cert.parse(bytes(Files.readString(folder.resolve(id + ".cert")))));
                assertThat(id(read.getLast())).isEqualTo(id);
            }
        }
        Certs certs = new Certs(read);
        certs.check();
        String certsFile = "--certs="
                + lines("certs.jsons", certs.certs().stream().map(Cert::bytes).toList());
        step(2, "", certsFile);

        List<Polynomial> polynomials = new ArrayList<>();
        for (int place = 1; place <= 3; place++) {
            polynomials.add(
                    ours.contains(place)
                            ? CeremonySteps.polynomial(seeds.get(place), certs, RANDOM)
                            : Polynomial.parse(bytes(step(3, "", certsFile, key(certs, place)))));
            polynomials.getLast().check(certs, place);
        }
        String polynomialsFile = "--polynomials="
                + lines(
                        "polynomials.jsons",
                        polynomials.stream().map(Polynomial::bytes).toList());
        step(4, "", certsFile, polynomialsFile);

        List<Voutput> voutputs = new ArrayList<>();
        for (int place = 1; place <= 3; place++) {
            Vinput vinput = Vinput.of(polynomials, place);
            assertThat(bytes(Files.readString(folder.resolve(id(certs.at(place)) + ".vinput"))))
                    .isEqualTo(vinput.bytes());
            voutputs.add(
                    ours.contains(place)
                            ? CeremonySteps.voutput(seeds.get(place), certs, vinput, RANDOM)
                            : Voutput.parse(bytes(step(5, text(vinput.bytes()), certsFile, key(certs, place)))));
            voutputs.getLast().check(certs, polynomials, place);
        }
        ThresholdParameters parameters = CeremonySteps.parameters(certs, polynomials, voutputs);
        String answers = voutputs.stream().map(v -> text(v.bytes()) + "\n").collect(Collectors.joining());
        assertThat(bytes(step(6, answers, certsFile, polynomialsFile))).isEqualTo(parameters.bytes());

        TrusteeKeyPair platform = TrusteeKeyPair.generate(RANDOM);
        TreeMap<Integer, TrusteeKeyPair> keys = new TreeMap<>(Map.of(1, platform));
        seeds.forEach((place, seed) -> keys.put(
                place + 1,
                CeremonySteps.decryptionKey(seed, voutputs.get(place - 1).privateKey())));
        SampleArchive sample =
                new SampleArchive(RANDOM, new Trustees(List.of(platform.prove(RANDOM), parameters)), keys);
        List<Integer> owners = new ArrayList<>(List.of(1));
        deciders.forEach(place -> owners.add(place + 1));
        countAndCompare(sample, certs, owners, keys.keySet());
    }

    private String key(Certs certs, int place) {
        return "--key=" + folder.resolve(id(certs.at(place)) + ".key");
    }

    private void countAndCompare(SampleArchive sample, Certs certs, List<Integer> owners, Set<Integer> ours)
            throws Exception {
        List<Step> steps = new ArrayList<>(List.of(sample.setup()));
        sample.ballots().forEach(ballot -> steps.add(SampleArchive.ballot(ballot)));
        steps.add(SampleArchive.endBallots());
        steps.add(SampleArchive.encryptedTally(sample.sumOfBallots()));
        Path archive = folder.resolve(sample.uuid() + ".bel");
        Files.write(archive, SampleArchive.archive(steps));
        for (int owner : owners) {
            PartialDecryption decryption = ours.contains(owner)
                    ? sample.decryption(owner, sample.sumOfBallots().tally())
                    : PartialDecryption.parse(bytes(TOOL.run(
                                    folder,
                                    "",
                                    "election",
                                    "decrypt-threshold",
                                    "--dir=" + folder,
                                    key(certs, owner - 1),
                                    "--decryption-key=" + folder.resolve(id(certs.at(owner - 1)) + ".dkey"),
                                    "--trustee-id=" + owner)
                            .lines()
                            .findFirst()
                            .orElseThrow()));
            steps.add(SampleArchive.partialDecryption(owner, decryption));
        }
        Files.write(archive, SampleArchive.archive(steps));
        String result = TOOL.run(folder, "", "election", "compute-result", "--dir=" + folder);
        assertThat(result).contains("{\"result\":[[1,2,1],[2,2,1]]}");
        steps.add(SampleArchive.result(bytes(result)));
        Files.write(archive, SampleArchive.archive(steps));
        try (var in = Files.newInputStream(archive)) {
            assertThat(ArchiveCheck.check(in, ArchiveCheck.Revoting.REFUSED).findings())
                    .isEmpty();
        }
        for (BeleniosTool release : BeleniosTool.values()) {
            assertThat(release.run("election", "verify", "--dir=" + folder).ok())
                    .contains("all checks passed");
        }
    }
}
