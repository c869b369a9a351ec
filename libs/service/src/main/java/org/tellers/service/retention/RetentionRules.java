package org.tellers.service.retention;

import java.util.List;

/** The retention rules of a service; the service that has any provides one bean of this type. */
public interface RetentionRules {

    /**
     * SQL that selects the ballots that closed before an instant, which is its only parameter. A cancelled ballot counts
     * from its closing instant too.
     */
    String ballotsClosedBefore();

    /** The rules. */
    List<RetentionRule> rules();
}
