package org.tellers.membership.membermail;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tellers.membership.memberlink.LinkPurpose;

/** Why a mail is written to a member; the stable name is the first part of its templates' names. */
public enum MemberMailKind {
    /** The link to see and change one's contact data. */
    LINK(LinkPurpose.CHANGE),
    /** To a new e-mail address: is it yours? */
    CONFIRM(LinkPurpose.CONFIRM),
    /** To the address in force: this changed. */
    CHANGED(null),
    /** To an address that is no longer in force: this changed, and what to do if it was not you. */
    TOLD(LinkPurpose.UNDO);

    private final @Nullable LinkPurpose purpose;

    MemberMailKind(@Nullable LinkPurpose purpose) {
        this.purpose = purpose;
    }

    /** Stable name. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What its link is for, where it has one. */
    Optional<LinkPurpose> purpose() {
        return Optional.ofNullable(purpose);
    }

    /** The kind of a stable name. */
    static MemberMailKind of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
