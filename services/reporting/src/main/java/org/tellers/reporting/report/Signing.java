package org.tellers.reporting.report;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tellers.service.Roles;

/** Who may sign which report: each person once, and only what they have read. */
final class Signing {

    private static final List<String> ROLES = List.of(Roles.SCRUTINEER, Roles.APPROVER, Roles.OFFICER);

    private Signing() {}

    /** Why a signature is refused. */
    enum Refusal {
        /** The person has signed this report. */
        ALREADY_SIGNED("already-signed", "You have signed this report; a second signature would add nothing."),
        /** The report is not the one the person says to have read. */
        REPORT_CHANGED(
                "report-changed",
                "The report is not the one you say you have read. Read it again and sign it with its SHA-256."),
        /** Others signed another form and the person does not say which one they have read. */
        WHICH_REPORT(
                "report-changed",
                "The report has changed since others signed it, because the publication policy became stricter. Read it"
                        + " again and send its SHA-256 as sha256 to sign it.");

        private final String code;
        private final String detail;

        Refusal(String code, String detail) {
            this.code = code;
            this.detail = detail;
        }

        String code() {
            return code;
        }

        String detail() {
            return detail;
        }
    }

    /** A signature as far as the rule looks at it. */
    record Given(String person, String sha256) {}

    /**
     * Decides.
     *
     * @param current SHA-256 of the report as it is
     * @param read SHA-256 of the report that the person has read; null when they do not say
     * @param person who wants to sign
     * @param given signatures so far, over any form of the report
     */
    static Optional<Refusal> refusal(String current, @Nullable String read, String person, List<Given> given) {
        if (read != null && !read.equals(current)) {
            return Optional.of(Refusal.REPORT_CHANGED);
        }
        if (given.contains(new Given(person, current))) {
            return Optional.of(Refusal.ALREADY_SIGNED);
        }
        boolean onlyOthers = !given.isEmpty()
                && given.stream().noneMatch(signature -> signature.sha256().equals(current));
        return read == null && onlyOthers ? Optional.of(Refusal.WHICH_REPORT) : Optional.empty();
    }

    /** The role in which a person signs: the one that binds most. */
    static String role(Set<String> roles) {
        return ROLES.stream()
                .filter(roles::contains)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("None of these roles signs a report"));
    }
}
