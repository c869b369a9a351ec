package org.tellers.crypto.ceremony;

import java.security.SecureRandom;
import java.util.List;
import java.util.stream.IntStream;
import org.tellers.crypto.trustee.Cert;
import org.tellers.crypto.trustee.Certs;
import org.tellers.crypto.trustee.ThresholdParameters;
import org.tellers.crypto.trustee.TrusteeKeyPair;

/** A whole key ceremony, with everybody's messages and secrets. */
public record Ceremony(
        List<TrusteeSeed> seeds,
        Certs certs,
        List<Polynomial> polynomials,
        List<Vinput> vinputs,
        List<Voutput> voutputs,
        ThresholdParameters parameters) {
    /** Holds one. */
    public static Ceremony of(int size, int threshold, SecureRandom random) {
        List<Integer> places = IntStream.rangeClosed(1, size).boxed().toList();
        List<TrusteeSeed> seeds =
                places.stream().map(place -> TrusteeSeed.random(random)).toList();
        Certs certs = new Certs(places.stream()
                .map(place -> CeremonySteps.certificate(
                        seeds.get(place - 1), new Cert.Context(size, threshold, place), random))
                .toList());
        List<Polynomial> polynomials = seeds.stream()
                .map(seed -> CeremonySteps.polynomial(seed, certs, random))
                .toList();
        places.forEach(place -> polynomials.get(place - 1).check(certs, place));
        List<Vinput> vinputs =
                places.stream().map(place -> Vinput.of(polynomials, place)).toList();
        List<Voutput> voutputs = places.stream()
                .map(place -> CeremonySteps.voutput(seeds.get(place - 1), certs, vinputs.get(place - 1), random))
                .toList();
        places.forEach(place -> voutputs.get(place - 1).check(certs, polynomials, place));
        return new Ceremony(
                seeds, certs, polynomials, vinputs, voutputs, CeremonySteps.parameters(certs, polynomials, voutputs));
    }

    /** The key that the trustee of a place decrypts with. */
    public TrusteeKeyPair key(int place) {
        return CeremonySteps.decryptionKey(
                seeds.get(place - 1), voutputs.get(place - 1).privateKey());
    }
}
