package org.tellers.notification.message;

import org.tellers.notification.mailtext.MailKind;

/**
 * Who a mail of a kind is for, as conditions on {@code roll_entry e left join contact k}. The same words count the
 * audience before and queue it when the time has come, so that the two differ by what happened in between only.
 */
final class Audience {

    private static final String LIVE_CODE =
            " and exists (select 1 from credential c where c.entry_id = e.entry_id and c.state = 'active')";
    private static final String VOTED =
            " and exists (select 1 from credential c where c.entry_id = e.entry_id and c.state = 'used')";
    private static final String NOT_DECLINED =
            " and not exists (select 1 from opt_out o where o.member_id = e.member_id and o.kind = '%s'"
                    + " and o.ballot in ('', e.ballot))";

    /** Identifiers of the database (UUIDv7) tell which of the two came first; {@code :run} is the run. */
    private static final String INVITED_BEFORE =
            " and exists (select 1 from dispatch i where i.ballot = e.ballot and i.entry_id = e.entry_id"
                    + " and i.kind = 'invitation' and i.id < :run)";

    private Audience() {}

    /** Everybody the mail is for. */
    static String of(MailKind kind) {
        return switch (kind) {
            case INVITATION -> "e.activated and not e.excluded and not e.invited";
            // Who declined is not in the audience; who has voted is not, at the moment when it is queued (rule R9).
            case REMINDER -> "not e.excluded" + LIVE_CODE + NOT_DECLINED.formatted("reminder");
            // Notice to all, who has voted included; an invitation that was queued later says the new close itself.
            case EXTENSION -> "not e.excluded" + INVITED_BEFORE;
            case CONFIRMATION -> "not e.excluded" + VOTED;
            case RECORDED, RESULT -> "not e.excluded and e.member_id is not null";
            case CAMPAIGN -> "not e.excluded and k.campaign_consent" + NOT_DECLINED.formatted("campaign");
            case RESEND, REPLACEMENT ->
                throw new IllegalArgumentException("A mail of the kind " + kind.code() + " has no audience");
        };
    }

    /** Of those, who has an address. */
    static final String WITH_ADDRESS = "k.address is not null";
}
