package org.tellers.ballot.roll;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.id.uuid.UuidVersion7Strategy;
import org.tellers.ballot.draft.Draft;
import org.tellers.ballot.eligibility.Register;
import org.tellers.ballot.policy.Policy;
import org.tellers.ballot.roll.Entitlement.Drawn;
import org.tellers.ballot.roll.Entitlement.Entitled;
import org.tellers.ballot.roll.RollStore.Leaving;
import org.tellers.ballot.roll.RollStore.Version;
import org.tellers.contracts.Fact;
import org.tellers.contracts.ballot.AdmissionIssued;
import org.tellers.contracts.ballot.ConstituencyEntitlement;
import org.tellers.contracts.ballot.ConstituencyGroup;
import org.tellers.contracts.ballot.EntitlementCounted;
import org.tellers.contracts.ballot.RollEntryAdded;
import org.tellers.contracts.ballot.RollEntryExcluded;
import org.tellers.contracts.ballot.RollFrozen;
import org.tellers.events.Outbox;

/**
 * Draws up rolls, keeps their versions and announces them. A version is never changed; whoever comes or goes makes the
 * next one, whose denominators hold from then on.
 */
@ApplicationScoped
public class Rolls {

    static final int FIRST_VERSION = 1;

    private final RollStore store;
    private final Register register;
    private final Outbox outbox;
    private final SecureRandom random = new SecureRandom();

    @Inject
    Rolls(RollStore store, Register register, Outbox outbox) {
        this.store = store;
        this.register = register;
        this.outbox = outbox;
    }

    /**
     * The roll as it would be frozen at this instant.
     *
     * @param policy as it stands, for the least size of a constituency
     */
    public Drawn draw(Draft draft, Policy policy, Instant at) {
        Entitlement entitlement = new Entitlement(draft.eligibility(), draft.levels(), at);
        register.forEach(entitlement::consider);
        return entitlement.drawn(policy.minima().entitled());
    }

    /** Freezes them into the first version of the roll and announces it. */
    void freeze(String ballot, Drawn drawn, Instant at, String by) {
        Constituencies constituencies = drawn.constituencies();
        Leaves leaves = new Leaves(
                constituencies.leaves().stream()
                        .map(cell -> new Leaves.Cell(cell.place().leaf(), cell.entitled()))
                        .toList(),
                constituencies.destinations());
        List<RollEntryAdded> entries = entries(ballot, FIRST_VERSION, drawn.entitled());
        store.add(
                ballot,
                new Version(FIRST_VERSION, at, RollChange.FREEZE, entries.size(), entries.size(), 0, 0, by, null),
                leaves.cells());
        store.addShape(ballot, FIRST_VERSION, constituencies);
        store.addEntries(entries);
        announce(ballot, FIRST_VERSION, leaves, constituencies.groups(), entries);
    }

    /** Adds late joiners in a version of their own and announces it. */
    Version supplement(String ballot, LateJoiners late, Instant at, String by, String why) {
        Version before = store.latest(ballot).orElseThrow();
        Leaves leaves = store.leaves(ballot, before.version()).with(late.byConstituency());
        int number = before.version() + 1;
        List<RollEntryAdded> entries = entries(ballot, number, late.added());
        Version version =
                new Version(number, at, RollChange.SUPPLEMENT, leaves.entitled(), entries.size(), 0, 0, by, why);
        store.add(ballot, version, leaves.cells());
        store.addEntries(entries);
        announce(ballot, number, leaves, store.groups(ballot), entries);
        return version;
    }

    /** Takes entries off the roll in a version of its own and announces it. */
    Version correct(String ballot, List<Leaving> leaving, Instant at, String by, String why) {
        Version before = store.latest(ballot).orElseThrow();
        Map<String, Integer> change = new HashMap<>();
        leaving.forEach(one -> change.merge(one.constituency(), -1, Integer::sum));
        Leaves leaves = store.leaves(ballot, before.version()).with(change);
        int number = before.version() + 1;
        int excluded = (int) leaving.stream().filter(Leaving::excluded).count();
        Version version = new Version(
                number, at, RollChange.CORRECTION, leaves.entitled(), 0, excluded, leaving.size() - excluded, by, why);
        store.add(ballot, version, leaves.cells());
        store.takeOff(leaving, number);
        outbox.announce(ballot, counted(ballot, number, leaves, store.groups(ballot)));
        List<Fact> facts = new ArrayList<>();
        leaving.forEach(
                one -> facts.add(new RollEntryExcluded(ballot, one.entryId(), one.memberId(), one.reason(), number)));
        facts.add(new RollFrozen(ballot, number, leaves.entitled()));
        outbox.announceAll(ballot, facts);
        return version;
    }

    /** Each entry gets an admission, a random number without the member: by it voting counts who may vote. */
    private static List<RollEntryAdded> entries(String ballot, int version, List<Entitled> members) {
        List<RollEntryAdded> entries = new ArrayList<>();
        for (Entitled member : members) {
            entries.add(new RollEntryAdded(
                    ballot,
                    UuidVersion7Strategy.INSTANCE.generateUuid(null),
                    member.memberId(),
                    UUID.randomUUID(),
                    member.constituency(),
                    version));
        }
        return entries;
    }

    private void announce(
            String ballot, int version, Leaves leaves, List<Constituency> groups, List<RollEntryAdded> entries) {
        List<Fact> admissions = new ArrayList<>();
        for (RollEntryAdded entry : entries) {
            admissions.add(new AdmissionIssued(ballot, entry.admissionId(), entry.constituency(), version));
        }
        // The roll is in the order of members; the order of admissions must not repeat it.
        Collections.shuffle(admissions, random);
        admissions.add(counted(ballot, version, leaves, groups));
        outbox.announceAll(ballot, admissions);
        List<Fact> rolls = new ArrayList<>(entries);
        rolls.add(new RollFrozen(ballot, version, leaves.entitled()));
        outbox.announceAll(ballot, rolls);
    }

    private static EntitlementCounted counted(String ballot, int version, Leaves leaves, List<Constituency> groups) {
        return new EntitlementCounted(
                ballot,
                version,
                leaves.entitled(),
                leaves.cells().stream()
                        .map(cell -> new ConstituencyEntitlement(
                                cell.leaf().id(), cell.leaf().name(), cell.entitled()))
                        .toList(),
                groups.stream()
                        .map(group -> new ConstituencyGroup(group.id(), group.name()))
                        .toList());
    }

    /** How many are entitled in the latest version; empty before the freeze. */
    public Optional<RollView> latest(String ballot) {
        return store.latest(ballot).map(version -> view(ballot, version));
    }

    /** How many are entitled in total by the latest version; empty before the freeze. */
    public Optional<Integer> entitled(String ballot) {
        return store.latest(ballot).map(Version::entitled);
    }

    private RollView view(String ballot, Version version) {
        return new RollView(
                version.version(),
                version.at(),
                version.entitled(),
                store.leaves(ballot, version.version()).cells().stream()
                        .map(cell ->
                                new RollView.Leaf(cell.leaf().id(), cell.leaf().name(), cell.entitled()))
                        .toList(),
                store.groups(ballot).stream()
                        .map(group -> new RollView.Group(group.id(), group.name()))
                        .toList(),
                store.merged(ballot));
    }
}
