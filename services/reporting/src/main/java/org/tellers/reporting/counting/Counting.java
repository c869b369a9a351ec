package org.tellers.reporting.counting;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tellers.contracts.reporting.OwnedDecryption;
import org.tellers.contracts.reporting.ResultCounted;
import org.tellers.crypto.election.Election;
import org.tellers.crypto.fault.ProtocolViolation;
import org.tellers.crypto.tally.ElectionResult;
import org.tellers.crypto.tally.EncryptedTally;
import org.tellers.crypto.tally.PartialDecryption;
import org.tellers.crypto.tally.SizedEncryptedTally;
import org.tellers.crypto.trustee.Trustees;
import org.tellers.events.Outbox;
import org.tellers.reporting.platformkey.PlatformKeys;
import org.tellers.reporting.projection.Ballot;
import org.tellers.reporting.seal.Seal;
import org.tellers.service.Problem;

/**
 * The count: every trustee's share of the closed box's total is checked as it arrives, sealed, and combined when all are
 * there. The figures stay under the seal until two people declare them.
 */
@ApplicationScoped
public class Counting {

    /** Who holds the platform's share in the log of the count. */
    private static final String PLATFORM = "platform";

    @Inject
    PlatformKeys platformKeys;

    @Inject
    Seal seal;

    @Inject
    Outbox outbox;

    @Inject
    Clock clock;

    /**
     * Takes a trustee's share.
     *
     * @param owner place of the trustee in trustees.json, from 1
     * @param payload Belenios partial decryption, canonical bytes
     * @param by who sent it
     * @return whether it is new; the same share again changes nothing
     * @throws io.quarkiverse.resteasy.problem.HttpProblem when the box is open, the owner is not a trustee who decrypts
     *     here, or the share is not a correct decryption of this box by this trustee
     */
    public boolean accept(Ballot ballot, int owner, byte[] payload, String by) {
        if (!ballot.closed() || ballot.election == null || ballot.trustees == null) {
            throw Problem.conflict(
                    "ballot-not-closed", "The box is not closed yet: partial decryptions are taken after the close.");
        }
        if (ballot.cancelled) {
            throw Problem.conflict("ballot-cancelled", "The ballot was cancelled: it is not counted.");
        }
        Trustees trustees = Trustees.parse(ballot.trustees.getBytes(UTF_8));
        if (owner < 1 || owner > trustees.keys().size()) {
            throw Problem.badField(
                    "unknown-trustee",
                    "owner",
                    "There is no trustee %d: owner is 1 to %d, the place in trustees.json."
                            .formatted(owner, trustees.keys().size()));
        }
        if (platformKeys.owns(ballot.uuid, trustees.keys().get(owner - 1).bytes())) {
            throw Problem.badField(
                    "platform-decrypts-itself",
                    "owner",
                    "Trustee %d is the platform, which decrypts by itself.".formatted(owner));
        }
        Share present = Share.findById(new Share.Key(ballot.uuid, owner));
        if (present != null) {
            // A correct share is unique up to its proofs' randomness: the first stays.
            return false;
        }
        try {
            PartialDecryption.parse(payload)
                    .check(election(ballot), tally(ballot), trustees.keys().get(owner - 1));
        } catch (ProtocolViolation e) {
            throw Problem.badField(
                    e.fault().code(),
                    "payload" + (e.place().isEmpty() ? "" : "." + e.place()),
                    "This is not a correct partial decryption of this ballot by trustee %d: %s. Decrypt the archive of this ballot with that trustee's key again."
                            .formatted(owner, e.getMessage()));
        }
        keep(ballot, owner, payload, by);
        combineWhenComplete(ballot, trustees);
        return true;
    }

    /** Owners whose share is in. */
    List<Integer> received(Ballot ballot) {
        return Share.of(ballot.uuid).stream().map(share -> share.owner).toList();
    }

    /** The decrypted result of a counted ballot, opened from its seal. */
    public String result(Ballot ballot) {
        if (ballot.sealedResult == null) {
            throw Problem.conflict("not-counted", "Not every trustee has decrypted yet: there is no result.");
        }
        return new String(seal.sealer().open(ballot.sealedResult, "result/" + ballot.uuid), UTF_8);
    }

    /** The counts of a counted ballot. */
    public Counts counts(Ballot ballot) {
        return Counts.of(
                BallotPaper.of(ballot.election),
                ElectionResult.parse(result(ballot).getBytes(UTF_8)).counts());
    }

    /** Ballots that the box's encrypted tally says it sums. */
    public int tallied(Ballot ballot) {
        return SizedEncryptedTally.parse(ballot.sizedEncryptedTally.getBytes(UTF_8))
                .numTallied();
    }

    /** Every share in the order of the archive, opened from its seal. */
    public List<OwnedDecryption> decryptions(Ballot ballot) {
        return Share.of(ballot.uuid).stream()
                .map(share -> new OwnedDecryption(
                        share.owner,
                        new String(seal.sealer().open(share.sealed, belongsTo(ballot.uuid, share.owner)), UTF_8)))
                .toList();
    }

    private void combineWhenComplete(Ballot ballot, Trustees trustees) {
        Election election = election(ballot);
        EncryptedTally tally = tally(ballot);
        List<Integer> missing = new ArrayList<>();
        int platform = 0;
        List<Integer> received = received(ballot);
        for (int owner = 1; owner <= trustees.keys().size(); owner++) {
            if (platformKeys.owns(ballot.uuid, trustees.keys().get(owner - 1).bytes())) {
                platform = owner;
            } else if (!received.contains(owner)) {
                missing.add(owner);
            }
        }
        if (!missing.isEmpty()) {
            return;
        }
        if (platform > 0 && !received.contains(platform)) {
            // Last of all, so that until then not even the platform's share exists.
            keep(
                    ballot,
                    platform,
                    platformKeys.decrypt(ballot.uuid, election, tally).bytes(),
                    PLATFORM);
        }
        Map<Integer, PartialDecryption> shares = new HashMap<>();
        decryptions(ballot)
                .forEach(d -> shares.put(
                        d.owner(), PartialDecryption.parse(d.payload().getBytes(UTF_8))));
        ElectionResult result = ElectionResult.combine(election, trustees, tally, shares, tallied(ballot));
        ballot.sealedResult = seal.sealer().seal(result.bytes(), "result/" + ballot.uuid);
        ballot.countedAt = clock.instant();
        outbox.announce(ballot.uuid, new ResultCounted(ballot.uuid));
    }

    private void keep(Ballot ballot, int owner, byte[] payload, String by) {
        Share share = new Share();
        share.ballot = ballot.uuid;
        share.owner = owner;
        share.sealed = seal.sealer().seal(payload, belongsTo(ballot.uuid, owner));
        share.receivedBy = by;
        share.receivedAt = clock.instant();
        share.persistAndFlush();
    }

    private static Election election(Ballot ballot) {
        return Election.parse(ballot.election.getBytes(UTF_8));
    }

    private static EncryptedTally tally(Ballot ballot) {
        return EncryptedTally.parse(ballot.encryptedTally.getBytes(UTF_8));
    }

    private static String belongsTo(String ballot, int owner) {
        return "partial-decryption/" + ballot + "/" + owner;
    }
}
