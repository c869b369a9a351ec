package org.tellers.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DomainFiguresTest {

    @Test
    void domainsOfFewerThanFiveRecipientsAreCountedTogether() {
        DomainFigures figures = DomainFigures.of(List.of(
                domain("own.example", 1, 1, 0, 0, 0),
                domain("pair.example", 4, 2, 1, 0, 1),
                domain("five.example", 5, 5, 0, 0, 0)));

        assertThat(figures.domains()).extracting(DomainFigures.Domain::name).containsExactly("five.example");
        assertThat(figures.other()).contains(new DomainFigures.Counts(5, 5, 3, 1, 0, 1));
        assertThat(DomainFigures.of(List.of()).other()).isEmpty();
    }

    @Test
    void aDomainIsInAlarmWhenItDefersOrBlocksMoreThanFivePercentOfAtLeastTwentyMails() {
        assertThat(domain("d", 20, 18, 1, 0, 1).alarm()).isTrue();
        assertThat(domain("d", 20, 19, 1, 0, 0).alarm()).as("exactly 5 %").isFalse();
        assertThat(domain("d", 21, 19, 2, 0, 0).alarm()).isTrue();
        assertThat(domain("d", 19, 0, 0, 0, 19).alarm()).as("19 mails").isFalse();
        assertThat(domain("d", 100, 0, 0, 100, 0).alarm())
                .as("addresses that are wrong are no fault of the domain")
                .isFalse();
        assertThat(domain("d", 1_000, 950, 25, 0, 25).alarm()).isFalse();
        assertThat(domain("d", 1_000, 949, 25, 0, 26).alarm()).isTrue();
    }

    @Test
    void whoIsInAlarmComesFirstAndThenWhoHasMostRecipients() {
        DomainFigures figures = DomainFigures.of(List.of(
                domain("b.example", 50, 50, 0, 0, 0),
                domain("a.example", 50, 50, 0, 0, 0),
                domain("big.example", 900, 900, 0, 0, 0),
                domain("blocks.example", 20, 10, 0, 0, 10)));

        assertThat(figures.domains())
                .extracting(DomainFigures.Domain::name)
                .containsExactly("blocks.example", "big.example", "a.example", "b.example");
        assertThat(figures.alarmed()).extracting(DomainFigures.Domain::name).containsExactly("blocks.example");
    }

    private static DomainFigures.Domain domain(
            String name, long recipients, long accepted, long deferred, long bounced, long blocked) {
        return DomainFigures.domain(name, DomainFigures.Counts.of(recipients, accepted, deferred, bounced, blocked));
    }
}
