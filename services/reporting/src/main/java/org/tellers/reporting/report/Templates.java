package org.tellers.reporting.report;

import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.ReflectionValueResolver;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateLocator;
import io.quarkus.qute.Variant;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The two templates of a page: for the web, and for the print formatter. Every text is escaped. */
final class Templates {

    // The escapes of HTML that this engine writes are escapes of XML too.
    private static final String MARKUP = Variant.TEXT_HTML;

    private final Template html;
    private final Template print;

    Templates() {
        Engine engine = Engine.builder()
                .addDefaults()
                .addValueResolver(new ReflectionValueResolver())
                .addResultMapper(new HtmlEscaper(List.of(MARKUP)))
                .addLocator(Templates::locate)
                .strictRendering(true)
                .removeStandaloneLines(true)
                .build();
        this.html = Objects.requireNonNull(engine.getTemplate("report.html"));
        this.print = Objects.requireNonNull(engine.getTemplate("report.fo"));
    }

    /** One self-contained web page without scripts. */
    String html(Page page) {
        return html.data("page", page).render();
    }

    /** XSL formatting objects. */
    String print(Page page) {
        return print.data("page", page).render();
    }

    private static Optional<TemplateLocator.TemplateLocation> locate(String name) {
        try (InputStream file = Templates.class.getResourceAsStream("/report/" + name)) {
            return file == null
                    ? Optional.empty()
                    : Optional.of(new Located(new String(file.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Located(String text) implements TemplateLocator.TemplateLocation {

        @Override
        public Reader read() {
            return new StringReader(text);
        }

        @Override
        public Optional<Variant> getVariant() {
            return Optional.of(Variant.forContentType(MARKUP));
        }
    }
}
