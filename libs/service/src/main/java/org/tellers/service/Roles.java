package org.tellers.service;

/** Roles of the people who sign in; realm roles of the identity provider carry these names. */
public final class Roles {

    /** Imports the register, writes ballots, sends, declares together with another person. */
    public static final String OFFICER = "officer";

    /** The second person: approves wording, extension, cancellation, declaration. */
    public static final String APPROVER = "approver";

    /** Finds a member, sees delivery, corrects and re-issues. */
    public static final String HELPDESK = "helpdesk";

    /** Holds a part of the count key and signs the report; holds no HQ role. */
    public static final String SCRUTINEER = "scrutineer";

    /** Holds a part of a threshold key. */
    public static final String TRUSTEE = "trustee";

    /** Reads everything that is not secret. */
    public static final String AUDITOR = "auditor";

    /** Sees the turnout of a branch. */
    public static final String ORGANISER = "organiser";

    private Roles() {}

    /** Whether the role is part of the union's headquarters, so that its holder alone must not open the box. */
    public static boolean isHeadquarters(String role) {
        return role.equals(OFFICER) || role.equals(APPROVER) || role.equals(HELPDESK) || role.equals(ORGANISER);
    }
}
