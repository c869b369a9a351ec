package org.tellers.crypto.additions;

import java.util.List;
import java.util.Optional;
import org.tellers.crypto.json.Json;
import org.tellers.crypto.json.JsonNode;
import org.tellers.crypto.proof.Proof;

/**
 * The file beside an archive ({@code tellers.json}), in its public form or, with the audit pack, in its confidential one.
 *
 * @param ballot the election's identifier
 * @param charter the exact text of charter.json
 * @param credentialLog the batches so far
 * @param plan the disclosure plan, once there is one
 * @param strongProofs of the total, once the result is declared
 * @param decisions the decision log so far
 * @param audit the audit pack, in the confidential form
 */
public record Additions(
        String ballot,
        String charter,
        List<CredentialLog.Batch> credentialLog,
        Optional<SignedPlan> plan,
        Optional<List<OwnedProofs>> strongProofs,
        List<DecisionLine.Entry> decisions,
        Optional<AuditPack> audit) {
    private static final int VERSION = 1;
    private static final int MOST_BYTES = 1 << 30;

    /**
     * A plan and who vouches for it.
     *
     * @param text the plan's exact text
     * @param signature of its hash by the platform trustee
     */
    public record SignedPlan(String text, Proof signature) {
        private Json toJson() {
            return Json.object()
                    .put("text", text)
                    .put("signature", signature.toJson())
                    .build();
        }

        private static SignedPlan read(JsonNode node) {
            node.object("text", "signature");
            return new SignedPlan(node.get("text").text(), Proof.read(node.get("signature")));
        }
    }

    /**
     * What auditors and trustees get on top.
     *
     * @param openings of every commitment of the credential log, sorted by credential
     * @param count how the cells were counted
     */
    public record AuditPack(List<CredentialLog.Opening> openings, CountAudit count) {
        /** Takes a copy. */
        public AuditPack {
            openings = List.copyOf(openings);
        }

        private Json toJson() {
            Json.Builder json = Json.object().put("openings", Json.array(openings, CredentialLog.Opening::toJson));
            count.putInto(json);
            return json.build();
        }

        private static AuditPack read(JsonNode node) {
            node.object("openings", "cells", "reconciliation");
            return new AuditPack(node.get("openings").items(CredentialLog.Opening::read), CountAudit.readFields(node));
        }
    }

    /** Takes copies. */
    public Additions {
        credentialLog = List.copyOf(credentialLog);
        strongProofs = strongProofs.map(List::copyOf);
        decisions = List.copyOf(decisions);
    }

    /** The canonical bytes. */
    public byte[] bytes() {
        Json.Builder json = Json.object()
                .put("version", VERSION)
                .put("ballot", ballot)
                .put("charter", charter)
                .put("credentialLog", Json.array(credentialLog, CredentialLog.Batch::toJson));
        plan.ifPresent(signed -> json.put("plan", signed.toJson()));
        strongProofs.ifPresent(proofs -> json.put("strongProofs", Json.array(proofs, OwnedProofs::toJson)));
        json.put("decisions", Json.array(decisions, DecisionLine.Entry::toJson));
        audit.ifPresent(pack -> json.put("audit", pack.toJson()));
        return json.build().bytes();
    }

    /**
     * Reads the file; what it says is checked elsewhere.
     *
     * @throws org.tellers.crypto.fault.ProtocolViolation a {@link org.tellers.crypto.fault.FormatFault}
     */
    public static Additions parse(byte[] bytes) {
        JsonNode node = Json.parseCanonical(bytes, MOST_BYTES)
                .object(
                        "version",
                        "ballot",
                        "charter",
                        "credentialLog",
                        "?plan",
                        "?strongProofs",
                        "decisions",
                        "?audit");
        node.get("version").integer(VERSION, VERSION);
        return new Additions(
                node.get("ballot").text(),
                node.get("charter").text(),
                node.get("credentialLog").items(CredentialLog.Batch::read),
                node.find("plan").map(SignedPlan::read),
                node.find("strongProofs").map(proofs -> proofs.items(OwnedProofs::read)),
                node.get("decisions").items(DecisionLine.Entry::read),
                node.find("audit").map(AuditPack::read));
    }
}
