package org.tellers.notification.optout;

import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.tellers.notification.mailtext.Language;
import org.tellers.notification.mailtext.MailKind;
import org.tellers.service.Sealer;
import org.tellers.service.VotersOrigin;

/**
 * Links with which a member declines further mails of a kind. The token in them is sealed: it names nobody to who reads
 * it on the way, and cannot be made by anyone else.
 */
@Singleton
public class OptOutLinks {

    static final String PATH = "/api/notification/opt-outs/";

    /** Path of the link in mails that officers look at; it opens nothing. */
    public static final String SAMPLE = PATH + "sample";

    private static final String PURPOSE = "opt-out";
    /** The ballot's name in the token of a campaign message: it is declined for every ballot. */
    private static final String ANY_BALLOT = "";

    private final Sealer sealer;
    private final VotersOrigin votersOrigin;

    OptOutLinks(
            @ConfigProperty(name = "tellers.seal-key-file") Path keyFile,
            @ConfigProperty(name = VotersOrigin.SETTING) VotersOrigin votersOrigin) {
        this.sealer = Sealer.fromFile(keyFile);
        this.votersOrigin = votersOrigin;
    }

    /**
     * What a member declines.
     *
     * @param kind reminder or campaign
     * @param ballot the Belenios uuid of the ballot; empty for campaign messages
     * @param member the member
     * @param language language of the page behind the link
     */
    record OptOut(MailKind kind, String ballot, UUID member, Language language) {}

    /** The link for a member; it goes into this member's mail only. */
    public String link(MailKind kind, String ballot, UUID member, Language language) {
        byte[] about = (kind.code() + " " + language.code() + " " + (kind == MailKind.CAMPAIGN ? ANY_BALLOT : ballot))
                .getBytes(StandardCharsets.UTF_8);
        byte[] plain = ByteBuffer.allocate(16 + about.length)
                .putLong(member.getMostSignificantBits())
                .putLong(member.getLeastSignificantBits())
                .put(about)
                .array();
        return votersOrigin.at(
                PATH + Base64.getUrlEncoder().withoutPadding().encodeToString(sealer.seal(plain, PURPOSE)));
    }

    /** What the token of a link says; empty when it is none of ours. */
    Optional<OptOut> read(String token) {
        try {
            ByteBuffer plain =
                    ByteBuffer.wrap(sealer.open(Base64.getUrlDecoder().decode(token), PURPOSE));
            UUID member = new UUID(plain.getLong(), plain.getLong());
            String[] about = StandardCharsets.UTF_8.decode(plain).toString().split(" ", -1);
            return Optional.of(new OptOut(MailKind.of(about[0]), about[2], member, Language.of(about[1])));
        } catch (Sealer.SealBroken | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
