package org.tellers.notification.helpdesk;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** One source of a member's timeline; every bean of this type joins in. */
public interface TimelinePart {

    /**
     * Something that happened. Never when or how somebody voted.
     *
     * @param at when
     * @param what stable name of what happened
     * @param kind kind of the mail, where it is about one
     * @param reason stable code of the reason, where there is one
     * @param by who did it: a sign-in name, or member, staff, import, unknown, voting; of a report who made it: relay,
     *     mailbox, or the name of a provider; absent: the service
     * @param ref the dispatch, replacement or letter
     */
    record Happened(Instant at, String what, String kind, String reason, String by, UUID ref) {}

    /** What happened to an entry of a ballot, in any order; inside the caller's transaction. */
    List<Happened> of(String ballot, UUID entry);
}
