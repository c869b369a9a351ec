package org.tellers.ballot.ceremony;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.tellers.ballot.draft.KeyHolders;
import org.tellers.ballot.lifecycle.Person;
import org.tellers.ballot.lifecycle.Refusal;
import org.tellers.crypto.ceremony.CeremonySteps;
import org.tellers.crypto.ceremony.Polynomial;
import org.tellers.crypto.ceremony.Vinput;
import org.tellers.crypto.ceremony.Voutput;
import org.tellers.crypto.fault.ProtocolViolation;
import org.tellers.crypto.trustee.Cert;
import org.tellers.crypto.trustee.Certs;
import org.tellers.crypto.trustee.ThresholdParameters;
import org.tellers.crypto.trustee.TrusteePublicKey;

/**
 * A key ceremony (Belenios specification, "Pedersen" protocol): the server passes the trustees' messages on, checks what
 * can be checked without their keys, and never has a secret. Immutable; each action answers the ceremony after it, or
 * throws the {@link Refusal} that says why not.
 *
 * @param terms how many hold the key, and how many are needed
 * @param seats those taken, at most one of each number and person
 */
public record Ceremony(KeyHolders terms, List<Seat> seats) {

    /** Keeps its own copy, in the order of the numbers. */
    public Ceremony {
        seats = seats.stream().sorted(Comparator.comparingInt(Seat::number)).toList();
    }

    /** The round that is on; none when everyone has confirmed. */
    public Optional<Round> round() {
        return Arrays.stream(Round.values()).filter(round -> !isOver(round)).findFirst();
    }

    /** Whether everyone has confirmed. */
    public boolean isDone() {
        return round().isEmpty();
    }

    private boolean isOver(Round round) {
        return seats.size() == terms.holders() && seats.stream().allMatch(seat -> seat.sent(round) != null);
    }

    /** The seat of this number, if it is taken. */
    public Optional<Seat> seat(int number) {
        return seats.stream().filter(seat -> seat.number() == number).findFirst();
    }

    /** The seat of this person. */
    public Optional<Seat> of(Person person) {
        return seats.stream().filter(seat -> seat.holder().is(person)).findFirst();
    }

    /** The seat of this person, which there must be. */
    public Seat own(Person person) {
        return of(person)
                .orElseThrow(() ->
                        Refusal.conflict("no-seat", "You have no seat in this ballot's key ceremony; take one first"));
    }

    /** Someone takes the next free seat. */
    public Ceremony take(Holder holder, String name, Instant now) {
        of(holder.person()).ifPresent(seat -> {
            throw Refusal.conflict(
                    "seat-yours",
                    "You sit on seat %d already; each seat belongs to another person".formatted(seat.number()));
        });
        int free = IntStream.rangeClosed(1, terms.holders())
                .filter(number -> seat(number).isEmpty())
                .findFirst()
                .orElseThrow(() -> Refusal.conflict(
                        "seats-taken", "All %d seats of this ceremony are taken".formatted(terms.holders())));
        checkHeadquarters(free, holder);
        return with(Seat.taken(free, holder, name, now));
    }

    /** The first round: a certificate for the own seat; it may be sent anew until the round is over. */
    public Ceremony certificate(Holder holder, String text) {
        return send(Round.CERTIFICATES, holder, text, seat -> {
            Cert cert = Cert.parse(bytes(text));
            cert.check();
            if (!cert.context().equals(new Cert.Context(terms.holders(), terms.threshold(), seat.number()))) {
                throw Refusal.badValue(
                        "certificate-context",
                        Round.CERTIFICATES.field(),
                        "The certificate is for seat %d of %d with a threshold of %d; yours is seat %d of %d with %d"
                                .formatted(
                                        cert.context().index(),
                                        cert.context().size(),
                                        cert.context().threshold(),
                                        seat.number(),
                                        terms.holders(),
                                        terms.threshold()));
            }
            checkNew(cert, seat.number());
        });
    }

    /** The second round: a polynomial over the certificates of all. */
    public Ceremony polynomial(Holder holder, String text) {
        return send(
                Round.POLYNOMIALS,
                holder,
                text,
                seat -> Polynomial.parse(bytes(text)).check(certs(), seat.number()));
    }

    /** The third round: the key that comes of everyone's polynomials. */
    public Ceremony confirmation(Holder holder, String text) {
        return send(
                Round.CONFIRMATIONS,
                holder,
                text,
                seat -> Voutput.parse(bytes(text)).check(certs(), polynomials(), seat.number()));
    }

    /** A seat is freed for another person; what was sent so far was made for these trustees, and all begin again. */
    public Ceremony free(int number) {
        if (number < 1 || number > terms.holders()) {
            throw Refusal.badValue(
                    "seat-out-of-range", "seat", "The seats have the numbers 1 to %d".formatted(terms.holders()));
        }
        if (seat(number).isEmpty()) {
            throw Refusal.conflict("seat-free", "Seat %d is free already".formatted(number));
        }
        return new Ceremony(
                terms,
                seats.stream()
                        .filter(seat -> seat.number() != number)
                        .map(Seat::beginningAgain)
                        .toList());
    }

    /** Whoever sits here has shown that they can decrypt. */
    public Ceremony rehearsed(Seat seat) {
        return with(seat.rehearsedNow());
    }

    /** How many have shown that they can decrypt. */
    public int rehearsals() {
        return (int) seats.stream().filter(Seat::rehearsed).count();
    }

    /** What the server passes on to a seat for the third round: the own polynomial back and everyone's value for it. */
    public Vinput input(Seat seat) {
        if (!isOver(Round.POLYNOMIALS)) {
            throw Refusal.conflict(
                    "ceremony-waits", "The third round begins when everyone has sent a polynomial; " + missing());
        }
        return Vinput.of(polynomials(), seat.number());
    }

    /** The certificates, once all are there. */
    public List<String> certificates() {
        return isOver(Round.CERTIFICATES) ? texts(Round.CERTIFICATES) : List.of();
    }

    /** The key that a seat's decryptions are checked with, once it has confirmed. */
    public static Optional<TrusteePublicKey> verificationKey(Seat seat) {
        return Optional.ofNullable(seat.confirmation())
                .map(text -> Voutput.parse(bytes(text)).publicKey());
    }

    /** What goes into trustees.json, checked whole; only when {@linkplain #isDone done}. */
    public ThresholdParameters parameters() {
        return CeremonySteps.parameters(
                certs(),
                polynomials(),
                texts(Round.CONFIRMATIONS).stream()
                        .map(text -> Voutput.parse(bytes(text)))
                        .toList());
    }

    /** What the ceremony waits for, in words; empty when it is done. */
    public String missing() {
        Round round = round().orElse(null);
        if (round == null) {
            return "";
        }
        List<String> missing = new ArrayList<>();
        for (int number = 1; number <= terms.holders(); number++) {
            Seat seat = seat(number).orElse(null);
            if (seat == null) {
                missing.add("seat %d is free".formatted(number));
            } else if (seat.sent(round) == null) {
                missing.add("trustee %d has not sent the %s".formatted(number, round.contribution()));
            }
        }
        return String.join(", ", missing);
    }

    private Ceremony send(Round round, Holder holder, String text, Consumer<Seat> check) {
        Seat seat = own(holder.person());
        checkHeadquarters(seat.number(), holder);
        if (text.equals(seat.sent(round))) {
            // The answer to the first try was lost.
            return with(seat.by(holder));
        }
        Round on = round().orElse(null);
        if (on == null || round.compareTo(on) < 0) {
            throw Refusal.conflict(
                    "round-over",
                    "Everyone has sent a %s; to send another, ask an officer to free your seat, and all begin again"
                            .formatted(round.contribution()));
        }
        if (round != on) {
            throw Refusal.conflict(
                    "ceremony-waits", "It is not time for a %s yet: %s".formatted(round.contribution(), missing()));
        }
        try {
            check.accept(seat);
        } catch (ProtocolViolation violation) {
            String place = violation.place().isEmpty() ? "" : "." + violation.place();
            throw Refusal.badValue(
                    violation.fault().code(),
                    round.field() + place,
                    violation.fault().description());
        }
        return with(seat.by(holder).with(round, text));
    }

    // As many as it takes to open the box may never be of headquarters; their roles may have changed since they sat
    // down.
    private void checkHeadquarters(int number, Holder holder) {
        long others = seats.stream()
                .filter(seat -> seat.number() != number && seat.headquarters())
                .count();
        if (holder.headquarters() && others >= terms.mostOfHeadquarters()) {
            throw Refusal.forbidden(
                    "headquarters-seats-full",
                    "You work for headquarters on this ballot, and so do %d other trustees; at most %d may, so that"
                                    .formatted(others, terms.mostOfHeadquarters())
                            + " headquarters alone can never open the box");
        }
    }

    private void checkNew(Cert cert, int number) {
        for (Seat other : seats) {
            String theirs = other.certificate();
            if (other.number() != number && theirs != null) {
                Cert known = Cert.parse(bytes(theirs));
                List<Object> keys = List.of(known.verification(), known.encryption());
                if (keys.contains(cert.verification()) || keys.contains(cert.encryption())) {
                    throw Refusal.conflict(
                            "key-already-registered",
                            "Trustee %d sent a certificate of the same key; make a new one".formatted(other.number()));
                }
            }
        }
    }

    private Certs certs() {
        return new Certs(read(Round.CERTIFICATES, text -> Cert.parse(bytes(text))));
    }

    private List<Polynomial> polynomials() {
        return read(Round.POLYNOMIALS, text -> Polynomial.parse(bytes(text)));
    }

    private <T> List<T> read(Round round, Function<String, T> parse) {
        return texts(round).stream().map(parse).toList();
    }

    private List<String> texts(Round round) {
        List<String> texts = new ArrayList<>();
        for (Seat seat : seats) {
            String text = seat.sent(round);
            if (text == null) {
                throw new IllegalStateException("the round is not over");
            }
            texts.add(text);
        }
        return texts;
    }

    private Ceremony with(Seat changed) {
        List<Seat> all = new ArrayList<>(seats);
        all.removeIf(seat -> seat.number() == changed.number());
        all.add(changed);
        return new Ceremony(terms, all);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
