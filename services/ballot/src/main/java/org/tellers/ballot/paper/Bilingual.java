package org.tellers.ballot.paper;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A text in English, and in Welsh where there is one (story M10).
 *
 * @param en English
 * @param cy Welsh; null where it was not given, and then the English is shown
 */
@Schema(name = "Bilingual", description = "A text in English, and in Welsh where there is one")
public record Bilingual(String en, @Nullable String cy) {

    /** A text as someone writes it. */
    @Schema(name = "BilingualText")
    public record Written(
            @Schema(required = true) @Nullable String en,

            @Schema(description = "Welsh; without it the English is shown") @Nullable
            String cy) {

        /** Reads a required text, adding what is wrong with it. */
        public static Bilingual read(@Nullable Written written, String field, int most, List<Fault> faults) {
            String en = written == null ? null : written.en();
            Texts.check(en, field + ".en", most, faults);
            return new Bilingual(en == null ? "" : en.strip(), welsh(written, field, most, faults));
        }

        /** Reads a text that may be left out, adding what is wrong with it. */
        public static @Nullable Bilingual readIfGiven(
                @Nullable Written written, String field, int most, List<Fault> faults) {
            return written == null ? null : read(written, field, most, faults);
        }

        private static @Nullable String welsh(@Nullable Written written, String field, int most, List<Fault> faults) {
            String cy = written == null ? null : written.cy();
            if (cy == null || cy.isBlank()) {
                return null;
            }
            Texts.checkForm(cy, field + ".cy", most, faults);
            return cy.strip();
        }
    }

    /** What readers of this language see. */
    public String in(Language language) {
        return language == Language.CY && cy != null ? cy : en;
    }
}
