package org.tellers.ballot.overview;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.tellers.ballot.ceremony.Ceremony;
import org.tellers.ballot.followup.FollowUp;
import org.tellers.ballot.lifecycle.Ballot;
import org.tellers.ballot.lifecycle.BallotState;
import org.tellers.ballot.lifecycle.ChangeKind;
import org.tellers.ballot.roll.ReserveLeft;
import org.tellers.ballot.schedule.LondonTime;
import org.tellers.ballot.trusteeship.KeyRing;
import org.tellers.ballot.trusteeship.TrusteeKey;

/**
 * What must happen before the ballot moves on.
 *
 * @param what one sentence
 * @param who role or service that does it
 */
@Schema(name = "NextStep")
public record NextStep(
        @Schema(description = "What must happen before the ballot moves on")
        String what,

        @Schema(description = "Role or service that does it")
        String who) {

    /**
     * The next step; none for a ballot that is over.
     *
     * @param ceremony of a ballot whose key several people hold
     * @param followUps its trigger dates (rule R16)
     */
    public static Optional<NextStep> of(
            Ballot ballot, KeyRing keys, Optional<Ceremony> ceremony, List<FollowUp> followUps) {
        return Optional.ofNullable(
                switch (ballot.state()) {
                    case DRAFT -> new NextStep("Another person than the last editor approves the draft", "approver");
                    case APPROVED -> ceremony.map(held -> missing(keys, held)).orElseGet(() -> missingKey(keys));
                    case KEYED ->
                        ballot.rollFrozen()
                                ? new NextStep(
                                        "Credentials are made and listed, then the Setup is written",
                                        "notification, voting")
                                : new NextStep("Freeze the roll", "officer");
                    case READY ->
                        new NextStep(
                                "The box opens at "
                                        + LondonTime.text(ballot.window().opensAt()),
                                "voting");
                    case OPEN ->
                        new NextStep(
                                "The box closes at "
                                        + LondonTime.text(ballot.window().closesAt()),
                                "voting");
                    case CLOSED ->
                        ceremony.map(held -> new NextStep(
                                        "%d of the %d trustees check the archive and send partial decryptions"
                                                .formatted(
                                                        held.terms().threshold(),
                                                        held.terms().holders()),
                                        "trustee"))
                                .orElse(new NextStep("The scrutineer sends a partial decryption", "scrutineer"));
                    case COUNTED -> new NextStep("Two people declare or withhold the result", "officer, approver");
                    case WITHHELD -> new NextStep("Two people may still declare the result", "officer, approver");
                    case DECLARED ->
                        followUps.stream()
                                .filter(FollowUp::isOpen)
                                .findFirst()
                                .map(due -> new NextStep(
                                        "Follow up trigger date %d, %s".formatted(due.number(), due.on()),
                                        "officer, approver"))
                                .orElse(null);
                    case CANCELLED -> null;
                });
    }

    private static NextStep missing(KeyRing keys, Ceremony ceremony) {
        if (ceremony.isDone()) {
            return new NextStep("Waiting for the platform's key", "reporting");
        }
        String platform = keys.of(TrusteeKey.PLATFORM).isPresent() ? "" : ", and the platform has sent no key";
        return new NextStep("The key ceremony goes on: " + ceremony.missing() + platform, "trustee");
    }

    private static NextStep missingKey(KeyRing keys) {
        boolean platform = keys.of(TrusteeKey.PLATFORM).isPresent();
        boolean scrutineer = keys.of(TrusteeKey.SCRUTINEER).isPresent();
        if (!scrutineer) {
            return new NextStep(
                    platform
                            ? "Waiting for the scrutineer's key"
                            : "Waiting for the platform's and the scrutineer's key",
                    "scrutineer");
        }
        return new NextStep("Waiting for the platform's key", "reporting");
    }

    /**
     * What HQ should know now: an unusual window, a help line that is missing, an instant that has passed, no rehearsal, a
     * trigger date that has come.
     */
    public static List<String> warnings(
            Ballot ballot,
            Optional<Ceremony> ceremony,
            Optional<ReserveLeft> reserve,
            String helpLine,
            List<FollowUp> followUps,
            Instant now) {
        List<String> warnings = new ArrayList<>();
        BallotState state = ballot.state();
        boolean preparing = state.compareTo(BallotState.READY) < 0;
        if (preparing || state == BallotState.READY || state == BallotState.OPEN) {
            warnings.addAll(ballot.window().warnings());
            if (helpLine.isEmpty()) {
                warnings.add("No help line is stated; members would not know whom to ask");
            }
        }
        if (preparing && !ballot.window().closesAfter(now)) {
            warnings.add("The closing instant has passed before the ballot was ready; cancel it and draft another");
        } else if (preparing && !ballot.window().opensAt().isAfter(now)) {
            warnings.add(
                    state == BallotState.DRAFT
                            ? "The opening has passed; a draft is approved only with an opening in the future"
                            : "The opening has passed; the box stays shut until the ballot is ready");
        }
        if (state == BallotState.KEYED || state == BallotState.READY) {
            ceremony.filter(held -> held.rehearsals() < held.terms().threshold())
                    .ifPresent(held -> warnings.add("%d of the trustees have rehearsed decrypting; the count needs %d"
                            .formatted(held.rehearsals(), held.terms().threshold())));
        }
        if (ballot.takesRollChanges(now)) {
            reserve.filter(ReserveLeft::dwindling)
                    .ifPresent(left -> warnings.add(
                            "%d of the %d spare credentials are left; late joiners and replacements beyond them cannot vote"
                                    .formatted(left.left(), left.spare())));
        }
        followUps.stream()
                .filter(FollowUp::isOpen)
                .forEach(due -> warnings.add("Trigger date %d has come, %s; nobody has followed it up yet"
                        .formatted(due.number(), due.on())));
        for (ChangeKind kind : ChangeKind.values()) {
            ballot.proposal(kind).ifPresent(_ -> warnings.add(kind.waiting()));
        }
        return List.copyOf(warnings);
    }
}
