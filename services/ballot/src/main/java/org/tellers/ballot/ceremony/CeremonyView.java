package org.tellers.ballot.ceremony;

import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tellers.ballot.lifecycle.Person;

/** A ceremony as trustees, HQ and auditors see it. */
@Schema(name = "Ceremony")
record CeremonyView(
        @Schema(description = "How many of the holders are needed to open the box")
        int threshold,

        @Schema(description = "How many hold a part of the key")
        int holders,

        @Schema(description = "certificates, polynomials, confirmations or done")
        String phase,

        List<SeatView> seats,

        @Schema(description = "The number of your own seat, if you have one") @Nullable
        Integer mine,

        @Schema(description = "Belenios certificates, exact texts in the order of the seats, once all are there")
        List<String> certificates) {

    /**
     * A seat.
     *
     * @param seat number, from 1
     * @param name who sits there; absent while it is free
     * @param headquarters whether they work for headquarters
     * @param done what they have done
     */
    @Schema(name = "CeremonySeat")
    record SeatView(int seat, @Nullable String name, boolean headquarters, Done done) {}

    /**
     * What a trustee has done.
     *
     * @param certificate the first round
     * @param polynomial the second
     * @param confirmation the third
     * @param rehearsal a trial decryption
     */
    @Schema(name = "CeremonyProgress")
    record Done(boolean certificate, boolean polynomial, boolean confirmation, boolean rehearsal) {}

    static CeremonyView of(Ceremony ceremony, Person person) {
        return new CeremonyView(
                ceremony.terms().threshold(),
                ceremony.terms().holders(),
                ceremony.round().map(Round::word).orElse("done"),
                IntStream.rangeClosed(1, ceremony.terms().holders())
                        .mapToObj(number -> ceremony.seat(number)
                                .map(CeremonyView::seat)
                                .orElseGet(
                                        () -> new SeatView(number, null, false, new Done(false, false, false, false))))
                        .toList(),
                ceremony.of(person).map(Seat::number).orElse(null),
                ceremony.certificates());
    }

    private static SeatView seat(Seat seat) {
        return new SeatView(
                seat.number(),
                seat.name(),
                seat.headquarters(),
                new Done(
                        seat.certificate() != null,
                        seat.polynomial() != null,
                        seat.confirmation() != null,
                        seat.rehearsed()));
    }
}
