package org.tellers.contracts;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.tellers.contracts.ballot.AdmissionIssued;
import org.tellers.contracts.ballot.BallotApproved;
import org.tellers.contracts.ballot.BallotCancelled;
import org.tellers.contracts.ballot.BallotClosed;
import org.tellers.contracts.ballot.BallotKeyed;
import org.tellers.contracts.ballot.BallotOpened;
import org.tellers.contracts.ballot.CloseExtended;
import org.tellers.contracts.ballot.DecisionRecorded;
import org.tellers.contracts.ballot.EntitlementCounted;
import org.tellers.contracts.ballot.ExclusionRequested;
import org.tellers.contracts.ballot.PolicyChanged;
import org.tellers.contracts.ballot.RollEntryAdded;
import org.tellers.contracts.ballot.RollEntryExcluded;
import org.tellers.contracts.ballot.RollFrozen;
import org.tellers.contracts.membership.MemberContactChanged;
import org.tellers.contracts.membership.MemberContactErased;
import org.tellers.contracts.membership.MemberEligibilityChanged;
import org.tellers.contracts.notification.ActivationRequested;
import org.tellers.contracts.notification.CredentialsListed;
import org.tellers.contracts.notification.DispatchAccepted;
import org.tellers.contracts.notification.DispatchBounced;
import org.tellers.contracts.notification.DispatchFailed;
import org.tellers.contracts.notification.DispatchQueued;
import org.tellers.contracts.notification.EntryRefused;
import org.tellers.contracts.notification.ExclusionSettled;
import org.tellers.contracts.notification.ReplacementRequested;
import org.tellers.contracts.notification.ReserveCounted;
import org.tellers.contracts.notification.RevocationRequested;
import org.tellers.contracts.reporting.DeclarationProposed;
import org.tellers.contracts.reporting.PlanPublished;
import org.tellers.contracts.reporting.PlatformKeyMade;
import org.tellers.contracts.reporting.ResultCounted;
import org.tellers.contracts.reporting.ResultDeclared;
import org.tellers.contracts.reporting.ResultViewed;
import org.tellers.contracts.reporting.ResultWithheld;
import org.tellers.contracts.voting.BoxClosed;
import org.tellers.contracts.voting.BoxOpened;
import org.tellers.contracts.voting.CredentialActivated;
import org.tellers.contracts.voting.CredentialReplaced;
import org.tellers.contracts.voting.CredentialRevoked;
import org.tellers.contracts.voting.CredentialsUsed;
import org.tellers.contracts.voting.RequestRefused;
import org.tellers.contracts.voting.SetupWritten;
import org.tellers.contracts.voting.SumsFormed;
import org.tellers.contracts.voting.VotesCounted;

/**
 * Wire name and topic of a fact.
 *
 * @param fact the record
 * @param topic Kafka topic; its first part is the announcing service
 */
public record FactType<F extends Fact>(Class<F> fact, String topic) {

    private static final List<FactType<?>> ALL = List.of(
            new FactType<>(MemberEligibilityChanged.class, "membership.eligibility"),
            new FactType<>(MemberContactChanged.class, "membership.contacts"),
            new FactType<>(MemberContactErased.class, "membership.contacts"),
            new FactType<>(BallotApproved.class, "ballot.ballots"),
            new FactType<>(BallotKeyed.class, "ballot.ballots"),
            new FactType<>(BallotOpened.class, "ballot.ballots"),
            new FactType<>(CloseExtended.class, "ballot.ballots"),
            new FactType<>(BallotClosed.class, "ballot.ballots"),
            new FactType<>(BallotCancelled.class, "ballot.ballots"),
            new FactType<>(PolicyChanged.class, "ballot.ballots"),
            new FactType<>(DecisionRecorded.class, "ballot.ballots"),
            new FactType<>(RollEntryAdded.class, "ballot.rolls"),
            new FactType<>(RollEntryExcluded.class, "ballot.rolls"),
            new FactType<>(RollFrozen.class, "ballot.rolls"),
            new FactType<>(ExclusionRequested.class, "ballot.rolls"),
            new FactType<>(AdmissionIssued.class, "ballot.admissions"),
            new FactType<>(EntitlementCounted.class, "ballot.admissions"),
            new FactType<>(CredentialsListed.class, "notification.credentials"),
            new FactType<>(ActivationRequested.class, "notification.credentials"),
            new FactType<>(ReplacementRequested.class, "notification.credentials"),
            new FactType<>(RevocationRequested.class, "notification.credentials"),
            new FactType<>(DispatchQueued.class, "notification.deliveries"),
            new FactType<>(DispatchAccepted.class, "notification.deliveries"),
            new FactType<>(DispatchFailed.class, "notification.deliveries"),
            new FactType<>(DispatchBounced.class, "notification.deliveries"),
            new FactType<>(ExclusionSettled.class, "notification.rolls"),
            new FactType<>(EntryRefused.class, "notification.rolls"),
            new FactType<>(ReserveCounted.class, "notification.rolls"),
            new FactType<>(CredentialActivated.class, "voting.credentials"),
            new FactType<>(CredentialReplaced.class, "voting.credentials"),
            new FactType<>(CredentialRevoked.class, "voting.credentials"),
            new FactType<>(RequestRefused.class, "voting.credentials"),
            new FactType<>(CredentialsUsed.class, "voting.credentials"),
            new FactType<>(VotesCounted.class, "voting.turnout"),
            new FactType<>(SetupWritten.class, "voting.boxes"),
            new FactType<>(BoxOpened.class, "voting.boxes"),
            new FactType<>(BoxClosed.class, "voting.boxes"),
            new FactType<>(SumsFormed.class, "voting.boxes"),
            new FactType<>(PlatformKeyMade.class, "reporting.results"),
            new FactType<>(PlanPublished.class, "reporting.results"),
            new FactType<>(ResultCounted.class, "reporting.results"),
            new FactType<>(DeclarationProposed.class, "reporting.results"),
            new FactType<>(ResultViewed.class, "reporting.results"),
            new FactType<>(ResultDeclared.class, "reporting.results"),
            new FactType<>(ResultWithheld.class, "reporting.results"));

    private static final Map<String, FactType<?>> BY_TYPE =
            ALL.stream().collect(Collectors.toUnmodifiableMap(FactType::type, Function.identity()));

    private static final Map<Class<?>, FactType<?>> BY_CLASS =
            ALL.stream().collect(Collectors.toUnmodifiableMap(FactType::fact, Function.identity()));

    /** Every fact there is. */
    public static List<FactType<?>> all() {
        return ALL;
    }

    /** The type of a fact's record; an unlisted record is a programming error. */
    public static FactType<?> of(Class<? extends Fact> fact) {
        FactType<?> type = BY_CLASS.get(fact);
        if (type == null) {
            throw new IllegalArgumentException(fact.getName() + " is not listed in FactType");
        }
        return type;
    }

    /** The type with this CloudEvents {@code type}, if this build knows it. */
    public static Optional<FactType<?>> named(String type) {
        return Optional.ofNullable(BY_TYPE.get(type));
    }

    /** CloudEvents {@code type}: {@code org.tellers.<service>.<Fact>.v1}. */
    public String type() {
        return "org.tellers." + service() + "." + fact.getSimpleName() + ".v1";
    }

    /** The service that announces it. */
    public String service() {
        return topic.substring(0, topic.indexOf('.'));
    }
}
