package org.tellers.e2e;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A long run of mails through a crash. */
@Tag("faults")
class MailFaultsTest {

    @Test
    void ofTenThousandMailsNoneIsMissingAfterAKillAndOnlyThoseInFlightAreRepeated() throws Exception {
        MailRun.ofMembers(10_000);
    }
}
