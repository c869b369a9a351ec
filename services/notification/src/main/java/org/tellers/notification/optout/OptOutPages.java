package org.tellers.notification.optout;

import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.ReflectionValueResolver;
import io.quarkus.qute.Template;
import io.quarkus.qute.Variant;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.tellers.notification.mailtext.Language;
import org.tellers.notification.mailtext.MailKind;

/** The pages behind the links with which members decline mails; no script, nothing chosen beforehand. */
@Singleton
class OptOutPages {

    private final Engine engine = Engine.builder()
            .addDefaults()
            .addValueResolver(new ReflectionValueResolver())
            .addResultMapper(new HtmlEscaper(List.of(Variant.TEXT_HTML)))
            .strictRendering(true)
            .build();

    private final Template page = engine.parse(file("page.html"), Variant.forContentType(Variant.TEXT_HTML));
    private final String style = file("style.css");

    /**
     * What a page says; the template reads these fields.
     *
     * @param lang language tag
     * @param campaign whether it is about campaign messages, else reminders
     * @param welsh whether it is in Welsh
     * @param missed whether nothing had been chosen
     * @param done whether it tells what is so now
     * @param stopped whether nothing more is sent now
     */
    record Page(String lang, boolean campaign, boolean welsh, boolean missed, boolean done, boolean stopped) {}

    /** The page on which to choose. */
    String choice(MailKind kind, Language language, boolean missed) {
        return render(kind, language, missed, false, false);
    }

    /** The page after it. */
    String done(MailKind kind, Language language, boolean stopped) {
        return render(kind, language, false, true, stopped);
    }

    String style() {
        return style;
    }

    private String render(MailKind kind, Language language, boolean missed, boolean done, boolean stopped) {
        return page.data(
                        "page",
                        new Page(
                                language.code(),
                                kind == MailKind.CAMPAIGN,
                                language == Language.WELSH,
                                missed,
                                done,
                                stopped))
                .render();
    }

    private static String file(String name) {
        try (InputStream file = OptOutPages.class.getClassLoader().getResourceAsStream("opt-out/" + name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
