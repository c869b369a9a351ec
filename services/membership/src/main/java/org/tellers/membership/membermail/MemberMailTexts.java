package org.tellers.membership.membermail;

import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.ReflectionValueResolver;
import io.quarkus.qute.TemplateLocator;
import io.quarkus.qute.Variant;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes the mails from the templates {@code <kind>-<language>.txt}: the first line is the subject, paragraphs are parted
 * by empty lines. The HTML part is the same paragraphs in a page, so that both always say the same: a paragraph whose last
 * line is the link becomes a button named by the line before, and lines that begin with an asterisk become a list.
 */
final class MemberMailTexts {

    private static final String FOLDER = "member-mail/";
    private static final Pattern EMPTY_LINES = Pattern.compile("\\n\\s*\\n");
    private static final String POINT = "* ";

    private final Engine engine = Engine.builder()
            .addDefaults()
            .addValueResolver(new ReflectionValueResolver())
            .addResultMapper(new HtmlEscaper(List.of(Variant.TEXT_HTML)))
            .addLocator(MemberMailTexts::locate)
            .strictRendering(true)
            .build();

    /**
     * A written mail.
     *
     * @param subject subject line
     * @param text plain text
     * @param html the same as HTML: no image, one link at most
     */
    record Written(String subject, String text, String html) {

        /** Hides the content, which may hold a link. */
        @Override
        public String toString() {
            return "Written";
        }
    }

    /**
     * A paragraph of the HTML part.
     *
     * @param text its text
     * @param points points of a list
     * @param button where its button leads; null for none
     */
    public record Paragraph(
            String text, List<String> points, @Nullable String button) {}

    Written write(MemberLetter letter) {
        String whole = engine.getTemplate(letter.kind().code() + "-" + letter.lang() + ".txt")
                .data("letter", letter)
                .render()
                .replace("\r", "")
                .strip();
        String[] parts = whole.split("\n", 2);
        String text = EMPTY_LINES.matcher(parts[1].strip()).replaceAll("\n\n");
        List<Paragraph> paragraphs = EMPTY_LINES
                .splitAsStream(text)
                .map(paragraph -> paragraph(paragraph, letter.link()))
                .toList();
        String html = engine.getTemplate("page.html")
                .data("letter", letter)
                .data("paragraphs", paragraphs)
                .render();
        return new Written(parts[0].replaceAll("\\s+", " ").strip(), text + "\n", html);
    }

    private static Paragraph paragraph(String text, @Nullable String link) {
        List<String> lines = Arrays.stream(text.split("\n")).map(String::strip).toList();
        if (link != null && lines.getLast().equals(link)) {
            return new Paragraph(String.join(" ", lines.subList(0, lines.size() - 1)), List.of(), link);
        }
        if (lines.getFirst().startsWith(POINT)) {
            // A line that begins without an asterisk goes on with the point before.
            List<String> points = Arrays.stream(String.join(" ", lines).split("(^| )\\* "))
                    .filter(point -> !point.isEmpty())
                    .toList();
            return new Paragraph("", points, null);
        }
        return new Paragraph(String.join(" ", lines), List.of(), null);
    }

    private static Optional<TemplateLocator.TemplateLocation> locate(String name) {
        // Kind and language come from closed sets of letters; anything else is no template of ours.
        if (!name.matches("[a-z-]+\\.(txt|html)")) {
            return Optional.empty();
        }
        try (InputStream file = MemberMailTexts.class.getClassLoader().getResourceAsStream(FOLDER + name)) {
            return file == null
                    ? Optional.empty()
                    : Optional.of(new TemplateText(
                            new String(file.readAllBytes(), StandardCharsets.UTF_8),
                            Variant.forContentType(name.endsWith(".html") ? Variant.TEXT_HTML : Variant.TEXT_PLAIN)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record TemplateText(String text, Variant variant) implements TemplateLocator.TemplateLocation {

        @Override
        public Reader read() {
            return new StringReader(text);
        }

        @Override
        public Optional<Variant> getVariant() {
            return Optional.of(variant);
        }
    }
}
