package org.tellers.notification.message;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.tellers.notification.ballot.KnownBallot;
import org.tellers.notification.dispatch.Postman;
import org.tellers.notification.mailtext.MailKind;

/** How far the messages of a ballot are. */
@ApplicationScoped
public class MessageViews {

    private final EntityManager database;
    private final MessageRuns runs;
    private final Postman postman;
    private final Clock clock;

    MessageViews(EntityManager database, MessageRuns runs, Postman postman, Clock clock) {
        this.database = database;
        this.runs = runs;
        this.postman = postman;
        this.clock = clock;
    }

    /**
     * A message to an audience and how far it is.
     *
     * @param id the message
     * @param kind what it is
     * @param issue number among the messages of its kind
     * @param state what happens now
     * @param notBefore instant before which none is sent
     * @param askedBy who asked for it; {@code ballot} for a notice that follows from an extension of the close
     * @param askedAt when
     * @param beganAt when its first mails were queued
     * @param queued waiting to be sent, or being sent; before it begins, as many as it would be for now
     * @param accepted taken by the mail relay
     * @param failed refused by the mail relay for good
     * @param returned taken by the mail relay, and came back for good
     * @param suppressed not sent because the address is left alone
     * @param withoutAddress members without an address
     * @param withdrawn no longer needed: excluded, voted, declined, overtaken by a later extension, or cancelled
     * @param unsent not sent because the close was too near
     * @param repeated of those sent, how often a mail was in flight when its sender died and was sent again, with the
     *     same Message-ID
     */
    public record MessageView(
            UUID id,

            @Schema(
                    enumeration = {
                        "invitation",
                        "reminder",
                        "extension",
                        "confirmation",
                        "recorded",
                        "result",
                        "campaign"
                    })
            String kind,

            int issue,

            @Schema(
                    enumeration = {
                        "scheduled",
                        "waiting",
                        "sending",
                        "paused",
                        "relay-down",
                        "done",
                        "stopped",
                        "cancelled",
                        "over"
                    })
            String state,

            Instant notBefore,
            String askedBy,
            Instant askedAt,
            Instant beganAt,
            long queued,
            long accepted,
            long failed,
            long returned,
            long suppressed,
            long withoutAddress,
            long withdrawn,
            long unsent,
            long repeated) {}

    /** The messages of a ballot, in the order in which they were asked for. */
    List<MessageView> all(KnownBallot ballot) {
        return DispatchRun.<DispatchRun>list("ballot = ?1 order by id", ballot.uuid).stream()
                .map(run -> view(ballot, run))
                .toList();
    }

    /** The invitations of a ballot, if they were asked for. */
    public Optional<MessageView> invitations(KnownBallot ballot) {
        return DispatchRun.<DispatchRun>find("ballot = ?1 and kind = ?2", ballot.uuid, MailKind.INVITATION.code())
                .firstResultOptional()
                .map(run -> view(ballot, run));
    }

    /** One message. */
    MessageView view(KnownBallot ballot, DispatchRun run) {
        Object[] row = (Object[]) database.createNativeQuery("""
                        select count(*) filter (where state in ('queued', 'sending')),
                               count(*) filter (where state = 'accepted'), count(*) filter (where state = 'failed'),
                               count(*) filter (where state = 'without-address'),
                               count(*) filter (where state = 'withdrawn'), count(*) filter (where state = 'unsent'),
                               coalesce(sum(repeats), 0), count(*) filter (where state in ('bounced', 'blocked')),
                               count(*) filter (where state = 'suppressed')
                        from dispatch where run_id = :run""", Object[].class)
                .setParameter("run", run.id)
                .getSingleResult();
        MailKind kind = run.mailKind();
        MessageRuns.Count toCome = run.stage.equals("waiting") || (kind == MailKind.INVITATION && run.atWork())
                ? runs.count(run)
                : new MessageRuns.Count(0, 0);
        long queued = (long) row[0] + toCome.recipients();
        boolean unfinished = run.atWork() && !kind.standing();
        RunState state = RunState.of(
                run.stage,
                run.paused,
                run.notBefore,
                runs.window(ballot).hold(kind, clock.instant()),
                queued > 0 || unfinished || (long) row[5] > 0,
                postman.relayIsDown(),
                clock.instant());
        return new MessageView(
                run.id,
                run.kind,
                run.issue,
                state.code(),
                run.notBefore,
                run.askedBy,
                run.askedAt,
                run.beganAt,
                queued,
                (long) row[1],
                (long) row[2],
                (long) row[7],
                (long) row[8],
                (long) row[3] + toCome.withoutAddress(),
                (long) row[4],
                (long) row[5],
                ((Number) row[6]).longValue());
    }
}
