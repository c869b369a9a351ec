package org.tellers.notification.delivery;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What became of a ballot's mails at each recipient domain. Domains of few recipients are counted together, so that nobody
 * is singled out by their provider without need.
 *
 * @param domains the larger domains: those in alarm first, then by recipients
 * @param other all the others together
 */
public record DomainFigures(List<Domain> domains, Optional<Counts> other) {

    /** Fewest recipients of a domain that is named. */
    static final int NAMED_FROM = 5;
    /** Fewest mails of a domain about which there is an alarm. */
    static final int ALARM_FROM = 20;
    /** Share of mails deferred or blocked above which there is an alarm. */
    static final double ALARM_ABOVE = 0.05;

    /**
     * Mails in figures; sent is the sum of the other four.
     *
     * @param recipients roll entries
     * @param sent mails that were handed to the relay, or that it refused
     * @param accepted taken, and nothing came back so far
     * @param deferred not delivered yet: refused for the time being, or reported as delayed
     * @param bounced came back, or refused at once, for want of such a mailbox or for another reason of the address
     * @param blocked came back, or refused at once, by a policy
     */
    public record Counts(long recipients, long sent, long accepted, long deferred, long bounced, long blocked) {

        static Counts of(long recipients, long accepted, long deferred, long bounced, long blocked) {
            return new Counts(
                    recipients, accepted + deferred + bounced + blocked, accepted, deferred, bounced, blocked);
        }

        Counts plus(Counts more) {
            return new Counts(
                    recipients + more.recipients,
                    sent + more.sent,
                    accepted + more.accepted,
                    deferred + more.deferred,
                    bounced + more.bounced,
                    blocked + more.blocked);
        }

        boolean alarming() {
            return sent >= ALARM_FROM && deferred + blocked > ALARM_ABOVE * sent;
        }
    }

    /**
     * One domain.
     *
     * @param name the domain
     * @param counts its mails
     * @param alarm whether it defers or blocks more than 5 % of at least 20 mails
     */
    public record Domain(String name, Counts counts, boolean alarm) {}

    /**
     * Groups the counts of each domain.
     *
     * @param all every domain, alarm or not
     */
    static DomainFigures of(List<Domain> all) {
        List<Domain> named = new ArrayList<>();
        Counts other = null;
        for (Domain domain : all) {
            if (domain.counts().recipients() >= NAMED_FROM) {
                named.add(domain);
            } else {
                other = other == null ? domain.counts() : other.plus(domain.counts());
            }
        }
        named.sort(Comparator.comparing(Domain::alarm)
                .thenComparing(domain -> domain.counts().recipients())
                .reversed()
                .thenComparing(Domain::name));
        return new DomainFigures(List.copyOf(named), Optional.ofNullable(other));
    }

    /** A domain and whether it is in alarm. */
    static Domain domain(String name, Counts counts) {
        return new Domain(name, counts, counts.alarming());
    }

    /** The domains in alarm. */
    List<Domain> alarmed() {
        return domains.stream().filter(Domain::alarm).toList();
    }
}
