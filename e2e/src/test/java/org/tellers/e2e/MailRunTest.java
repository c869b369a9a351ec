package org.tellers.e2e;

import org.junit.jupiter.api.Test;

/** A short run of mails through a crash; {@code make faults} runs the long one. */
class MailRunTest {

    @Test
    void twoReplicasShareARunAndAKilledOneLosesNoMailAndRepeatsAtMostThoseInFlight() throws Exception {
        MailRun.ofMembers(1_200);
    }
}
