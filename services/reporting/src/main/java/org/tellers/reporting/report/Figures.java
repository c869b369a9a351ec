package org.tellers.reporting.report;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tellers.reporting.declaration.DeclaredResult;
import org.tellers.reporting.declaration.Reconciliation;

/**
 * Everything a report is made of, as counted elsewhere; plain values, so that a report can be made and tested from any
 * figures.
 *
 * @param ballot what was asked, by whom and when
 * @param policy what of it is published
 * @param declaredAt when the second person confirmed the declaration
 * @param madeAt when the report was made: mails may come back later
 * @param counted roll, credentials, box and counts, as the declaration reconciled them
 * @param result what is published of the counts
 * @param mail what became of the mails that carry a voting code
 * @param keys who holds the keys of the count
 * @param proofs the hashes that tie the report to the archive
 */
public record Figures(
        AboutBallot ballot,
        Policy policy,
        Instant declaredAt,
        Instant madeAt,
        Reconciliation.Figures counted,
        DeclaredResult result,
        Mail mail,
        Keys keys,
        Proofs proofs) {

    /**
     * The ballot.
     *
     * @param uuid its Belenios identifier
     * @param union who held it; null when the charter does not say
     * @param authority the motion or decision behind it (rule R14); null when the charter does not say
     * @param revoting whether a later vote replaced an earlier one
     */
    public record AboutBallot(
            String uuid,
            String name,
            @Nullable String union,
            @Nullable String authority,
            Instant opensAt,
            Instant closesAt,
            boolean revoting) {}

    /**
     * The publication policy (rule R11).
     *
     * @param turnout none, daily or live
     * @param result none, headline or full
     * @param breakdown none or the finest level shown
     * @param minimumCast least votes cast in a part that is shown
     * @param minimumEntitled least entitled in a part that is shown
     * @param changedAt when it was last changed; null when it is the charter's
     * @param changeReason the reason of that change, shown to all
     */
    public record Policy(
            String turnout,
            String result,
            String breakdown,
            int minimumCast,
            int minimumEntitled,
            @Nullable Instant changedAt,
            @Nullable String changeReason) {}

    /**
     * Mails that carry a first or a replaced voting code; they are mails, not members.
     *
     * @param issued written
     * @param returned refused for good or returned undelivered
     */
    public record Mail(int issued, int returned) {}

    /**
     * The keys of the count.
     *
     * @param needed how many people's keys open the count, beside the platform's
     * @param holders all keys
     */
    public record Keys(int needed, List<KeyHolder> holders) {

        /** Takes a copy. */
        public Keys {
            holders = List.copyOf(holders);
        }
    }

    /**
     * One key of the count.
     *
     * @param owner number of the trustee, from 1, as in the archive
     * @param name its holder; null for the platform
     * @param fingerprint of the public key: 43 characters
     * @param decrypted whether this key was used to open the count
     */
    public record KeyHolder(int owner, @Nullable String name, String fingerprint, boolean decrypted) {}

    /**
     * Hashes that tie the report to the public archive.
     *
     * @param election φ, the fingerprint of the election
     * @param setup SHA-256 of the Setup payload; null when the box did not announce it
     * @param head hash of the last event of the box at its close
     * @param credentialLog head of the credential log; null when the box did not announce it
     * @param plan SHA-256 of the disclosure plan; null when there is none
     * @param archive address of the archive
     * @param additions address of the file beside the archive
     */
    public record Proofs(
            String election,
            @Nullable String setup,
            String head,
            @Nullable String credentialLog,
            @Nullable String plan,
            String archive,
            String additions) {}
}
