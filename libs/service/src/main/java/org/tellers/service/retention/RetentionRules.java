package org.tellers.service.retention;

import java.util.List;

/** Retention rules of a service whose periods begin alike; every bean of this type joins in. */
public interface RetentionRules {

    /**
     * SQL that selects the ballots that closed before an instant, which is its only parameter. A cancelled ballot counts
     * from its closing instant too. What is written after the close may count from when nothing more can be written.
     */
    String ballotsClosedBefore();

    /** The rules. */
    List<RetentionRule> rules();
}
