package org.tellers.voting.additions;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.EntityTag;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tellers.crypto.additions.CredentialLog.Opening;
import org.tellers.crypto.json.Json;
import org.tellers.voting.Revalidation;
import org.tellers.voting.Sql;
import org.tellers.voting.ballot.Documents;
import org.tellers.voting.credential.CredentialLogs;
import org.tellers.voting.plan.Plans;

/**
 * Writes the file beside an archive as {@link org.tellers.crypto.additions.Additions} reads it, a batch and a page at a
 * time: a large union's log does not have to fit into memory.
 */
@ApplicationScoped
class AdditionsFile {
    private static final int BUFFER = 1 << 16;

    private final Sql sql;
    private final Documents documents;
    private final CredentialLogs log;
    private final Plans plans;
    private final Decisions decisions;

    AdditionsFile(Sql sql, Documents documents, CredentialLogs log, Plans plans, Decisions decisions) {
        this.sql = sql;
        this.documents = documents;
        this.log = log;
        this.plans = plans;
        this.decisions = decisions;
    }

    /**
     * What the file holds when it is asked for. All of it is only ever added to.
     *
     * @param batches published batches of the credential log
     * @param logHead head of that log
     */
    record Extent(
            String ballot,
            String charter,
            int batches,
            @Nullable String logHead,
            Optional<Plans.Accepted> plan,
            Optional<String> strongProofs,
            List<Decisions.Line> decisions,
            Optional<String> audit) {

        EntityTag tag() {
            return Revalidation.tag(
                    String.valueOf(logHead),
                    plan.map(Plans.Accepted::hash).orElse(""),
                    strongProofs.isPresent(),
                    decisions.size(),
                    decisions.isEmpty() ? "" : decisions.getLast().hash());
        }
    }

    /** What the file of a keyed ballot holds. */
    Optional<Extent> extent(String ballot) {
        record Log(int batches, @Nullable String head) {}
        return documents.find(ballot, Documents.Kind.CHARTER).map(charter -> {
            Log published = sql.one(
                            "SELECT log_batches, log_head FROM ballot WHERE uuid = ?",
                            row -> new Log(row.getInt(1), row.getString(2)),
                            ballot)
                    .orElseThrow();
            return new Extent(
                    ballot,
                    text(charter),
                    published.batches(),
                    published.head(),
                    plans.find(ballot),
                    documents.find(ballot, Documents.Kind.STRONG_PROOFS).map(AdditionsFile::text),
                    decisions.of(ballot),
                    documents.find(ballot, Documents.Kind.AUDIT).map(AdditionsFile::text));
        });
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }

    /** Writes the public form. */
    void writePublic(Extent extent, OutputStream out) throws IOException {
        Writer json = writer(out);
        writeShared(extent, json);
        json.write("}");
        json.flush();
    }

    /** Writes the form with the audit pack, for a declared ballot. */
    void writeConfidential(Extent extent, OutputStream out) throws IOException {
        String audit = extent.audit().orElseThrow();
        Writer json = writer(out);
        writeShared(extent, json);
        json.write(",\"audit\":{");
        writeOpenings(extent.ballot(), json);
        // The audit text is an object of its own; its fields follow the openings.
        json.write("," + audit.substring(1) + "}");
        json.flush();
    }

    /** Writes the openings alone. */
    void writeOpenings(String ballot, OutputStream out) throws IOException {
        Writer json = writer(out);
        json.write("{");
        writeOpenings(ballot, json);
        json.write("}");
        json.flush();
    }

    private static Writer writer(OutputStream out) {
        return new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), BUFFER);
    }

    private void writeShared(Extent extent, Writer json) throws IOException {
        json.write("{\"version\":1,\"ballot\":" + quoted(extent.ballot()) + ",\"charter\":" + quoted(extent.charter())
                + ",\"credentialLog\":[");
        for (int batch = 0; batch < extent.batches(); batch++) {
            json.write(batch == 0 ? "" : ",");
            json.write(log.batch(extent.ballot(), batch).text());
        }
        json.write("]");
        if (extent.plan().isPresent()) {
            Plans.Accepted plan = extent.plan().get();
            json.write(",\"plan\":{\"text\":" + quoted(plan.text()) + ",\"signature\":" + plan.signature() + "}");
        }
        if (extent.strongProofs().isPresent()) {
            String proofs = extent.strongProofs().get();
            json.write("," + proofs.substring(1, proofs.length() - 1));
        }
        json.write(",\"decisions\":[");
        String separator = "";
        for (Decisions.Line line : extent.decisions()) {
            json.write(separator + "{\"entry\":" + quoted(line.entry()) + ",\"hash\":" + quoted(line.hash()));
            json.write(line.signature() == null ? "}" : ",\"signature\":" + line.signature() + "}");
            separator = ",";
        }
        json.write("]");
    }

    private void writeOpenings(String ballot, Writer json) throws IOException {
        json.write("\"openings\":[");
        String last = "";
        List<Opening> page = log.openingsAfter(ballot, last);
        while (!page.isEmpty()) {
            for (Opening opening : page) {
                json.write(last.isEmpty() ? "" : ",");
                json.write(opening.text());
                last = opening.credential();
            }
            page = log.openingsAfter(ballot, last);
        }
        json.write("]");
    }

    private static String quoted(String text) {
        return new Json.Text(text).text();
    }
}
