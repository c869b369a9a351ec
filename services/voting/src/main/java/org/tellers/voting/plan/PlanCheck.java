package org.tellers.voting.plan;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.tellers.crypto.Sha256;
import org.tellers.crypto.additions.DisclosurePlan;
import org.tellers.crypto.additions.DisclosureRule;
import org.tellers.crypto.additions.Minima;
import org.tellers.crypto.additions.Signature;
import org.tellers.crypto.fault.AdditionsFault;
import org.tellers.crypto.fault.ProtocolViolation;
import org.tellers.crypto.group.Point;

/**
 * Whether the box forms the sums of a plan: only if the platform signed it, it is about this box as it was closed, and it
 * is exactly what the disclosure rule gives for the box's own figures and the policy in force (protocol.md, What we add,
 * 3). So neither a mistake nor an intruder in the reporting service gets a sum that the members were not promised.
 *
 * @param ballot the Belenios uuid
 * @param fingerprint φ of the election
 * @param head hash of the archive's last event at the close
 * @param credentialLogHead head of the credential log at the close
 * @param platformKey key that signs plans: that of the first trustee
 * @param minima those in force
 * @param levels the levels that the policy in force allows, coarsest first
 * @param constituencies the box's own figures
 */
record PlanCheck(
        String ballot,
        String fingerprint,
        String head,
        String credentialLogHead,
        Point platformKey,
        Minima minima,
        List<String> levels,
        Map<String, DisclosureRule.Counts> constituencies) {

    /**
     * Reads and checks a plan.
     *
     * @param text the plan's exact text
     * @param hash SHA-256 of the text as it was announced
     * @param signature signature of the hash, JSON text
     * @throws ProtocolViolation naming what is wrong and where in the plan
     */
    DisclosurePlan check(String text, String hash, String signature) {
        if (!Sha256.hex(text.getBytes(StandardCharsets.UTF_8)).equals(hash)) {
            throw new ProtocolViolation(AdditionsFault.SIGNATURE, "hash");
        }
        Signature.check(Signature.Purpose.PLAN, hash, platformKey, Signature.parse(signature), "signature");
        DisclosurePlan plan = DisclosurePlan.parse(text);
        require(plan.ballot().equals(ballot), AdditionsFault.OTHER_BALLOT, "ballot");
        require(plan.fingerprint().equals(fingerprint), AdditionsFault.OTHER_BALLOT, "fingerprint");
        require(plan.head().equals(head), AdditionsFault.PLAN_HEAD, "head");
        require(plan.credentialLogHead().equals(credentialLogHead), AdditionsFault.PLAN_LOG_HEAD, "credentialLogHead");
        DisclosureRule.checkExactly(plan, constituencies, minima, levels);
        return plan;
    }

    private static void require(boolean holds, AdditionsFault otherwise, String place) {
        if (!holds) {
            throw new ProtocolViolation(otherwise, place);
        }
    }
}
