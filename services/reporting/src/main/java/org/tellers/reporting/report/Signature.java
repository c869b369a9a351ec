package org.tellers.reporting.report;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person's electronic signature under a report, as everyone sees it.
 *
 * @param role in which the person signed: officer, approver or scrutineer
 * @param name under which the person signed; null when none was given
 * @param statement what the person added; null when nothing was
 * @param signedAt when
 * @param sha256 of the report's exact JSON
 */
public record Signature(
        String role, @Nullable String name, @Nullable String statement, Instant signedAt, String sha256) {}
