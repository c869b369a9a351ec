package org.tellers.service.retention;

import java.time.Instant;
import java.time.Period;
import java.util.UUID;

/**
 * What one run erased, for whoever must account for it.
 *
 * @param id id of the certificate
 * @param rule name of the rule
 * @param erases what went, for people
 * @param ballot the ballot
 * @param period the period that had passed since its close, or since what else the rule counts from
 * @param erased rows deleted or emptied
 * @param remaining rows that still hold it, counted after the erasure; always 0, or there is no certificate
 * @param runBy sign-in name of who asked for the run, or {@code schedule}
 * @param at when
 */
public record RetentionCertificate(
        UUID id,
        String rule,
        String erases,
        String ballot,
        Period period,
        long erased,
        long remaining,
        String runBy,
        Instant at) {}
