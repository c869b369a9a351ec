package org.tellers.notification.mailtext;

import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.ReflectionValueResolver;
import io.quarkus.qute.Variant;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Writes the mails from templates named {@code <kind>-<language>.<subject.txt|txt|html>}; every kind has all of them.
 * Notices recommend no answer; what campaigns for one is a kind of its own with another page (rule R17).
 */
public final class MailTexts {

    private static final String FOLDER = "mail/";
    private static final int MOST_SUBJECT = 140;

    private final Engine engine = Engine.builder()
            .addDefaults()
            .addValueResolver(new ReflectionValueResolver())
            .addResultMapper(new HtmlEscaper(List.of(Variant.TEXT_HTML)))
            .addLocator(MailTexts::locate)
            .strictRendering(true)
            .build();

    /** Writes a mail to a member. */
    public MailText write(Letter letter) {
        return write(letter.kind().code(), letter.language(), letter);
    }

    /**
     * Writes a mail to somebody else.
     *
     * @param name first part of its templates' names
     * @param letter what the templates call {@code letter}
     */
    public MailText write(String name, Language language, Object letter) {
        String templates = name + "-" + language.code() + ".";
        return new MailText(
                oneLine(render(templates + "subject.txt", letter)),
                render(templates + "txt", letter).strip() + "\n",
                render(templates + "html", letter));
    }

    private String render(String template, Object letter) {
        return engine.getTemplate(template).data("letter", letter).render();
    }

    /** A subject is one short line: a name with a line break must not become a header of its own. */
    private static String oneLine(String subject) {
        String line = subject.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() <= MOST_SUBJECT ? line : line.substring(0, MOST_SUBJECT - 1) + "…";
    }

    private static Optional<io.quarkus.qute.TemplateLocator.TemplateLocation> locate(String name) {
        // Language and kind come from closed sets of letters; anything else is no template of ours.
        if (!name.matches("[a-z-]+(\\.[a-z]+)+")) {
            return Optional.empty();
        }
        String text;
        try (InputStream file = MailTexts.class.getClassLoader().getResourceAsStream(FOLDER + name)) {
            if (file == null) {
                return Optional.empty();
            }
            text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String type = name.endsWith(".html") ? Variant.TEXT_HTML : Variant.TEXT_PLAIN;
        return Optional.of(new TemplateText(text, Variant.forContentType(type)));
    }

    private record TemplateText(String text, Variant variant)
            implements io.quarkus.qute.TemplateLocator.TemplateLocation {

        @Override
        public java.io.Reader read() {
            return new java.io.StringReader(text);
        }

        @Override
        public Optional<Variant> getVariant() {
            return Optional.of(variant);
        }
    }
}
