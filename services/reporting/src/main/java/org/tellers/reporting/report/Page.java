package org.tellers.reporting.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A report in the words of one language, ready to be set as a web page or in print; every text in it is for people.
 *
 * @param language its code
 * @param kicker what kind of document it is, above the title
 * @param title name of the ballot
 * @param subtitle who held it and when it was declared
 * @param running line at the foot of printed pages
 * @param pageWord word before a page's number
 * @param blocks from top to bottom
 */
record Page(
        String language,
        String kicker,
        String title,
        String subtitle,
        String running,
        String pageWord,
        List<Block> blocks) {

    Page {
        blocks = List.copyOf(blocks);
    }

    /** A part of the page. Templates choose by {@link #kind()}. */
    sealed interface Block {

        /** Name of the kind of block. */
        String kind();
    }

    /** A heading; {@code level} 2 for sections, 3 inside one. */
    record Heading(int level, String text) implements Block {
        @Override
        public String kind() {
            return "heading";
        }
    }

    /** A paragraph; soft ones explain. */
    record Paragraph(String text, boolean soft) implements Block {
        @Override
        public String kind() {
            return "paragraph";
        }
    }

    /** The figure to see first: a sentence, a bar and what stands at its mark. */
    record Headline(
            String figure, String text, Bar bar, @Nullable String mark) implements Block {
        @Override
        public String kind() {
            return "headline";
        }
    }

    /** Labels with a text each. */
    record Facts(List<Fact> facts) implements Block {
        @Override
        public String kind() {
            return "facts";
        }
    }

    /** A label and its text; {@code code} for hashes and addresses, which must be copied exactly. */
    record Fact(String label, String text, boolean code) {}

    /**
     * A table: the first column says what, the others hold figures unless they are texts. A caption that only repeats the
     * heading above is for those who do not see the page.
     */
    record Table(String caption, boolean captionShown, List<Column> columns, List<Row> rows) implements Block {
        @Override
        public String kind() {
            return "table";
        }
    }

    /** A column; widths are parts of the table's width. */
    record Column(String head, boolean figures, int width) {}

    /** A row; its first cell is its head. */
    record Row(String head, @Nullable Bar bar, List<Cell> cells, boolean sum) {}

    /** A cell below a column. */
    record Cell(String text, boolean figures) {}

    /**
     * A bar in thousandths of the full width, so that templates need no arithmetic.
     *
     * @param filled length of the bar
     * @param mark where a threshold stands; null for none
     */
    record Bar(int filled, @Nullable Integer mark) {

        private static final int FULL = 1000;

        static Bar of(long part, long whole, @Nullable Integer markPercent) {
            int filled = whole == 0 ? 0 : Math.toIntExact(Math.min(FULL, part * FULL / whole));
            return new Bar(filled, markPercent == null ? null : markPercent * (FULL / 100));
        }

        /** Thousandths from the start to whatever comes first: the end of the bar or the mark. */
        public String filledPercent() {
            return percent(filled);
        }

        /** Where the mark stands, in per cent; only with a mark. */
        public String markPercent() {
            return percent(mark == null ? 0 : mark);
        }

        /** Filled part before the mark, in per cent. */
        public String filledBefore() {
            return percent(mark == null ? filled : Math.min(filled, mark));
        }

        /** Empty part before the mark, in per cent. */
        public String emptyBefore() {
            return percent(mark == null ? FULL - filled : Math.max(0, mark - filled));
        }

        /** Filled part after the mark, in per cent. */
        public String filledAfter() {
            return percent(mark == null ? 0 : Math.max(0, filled - mark));
        }

        /** Empty part after the mark, in per cent. */
        public String emptyAfter() {
            return percent(mark == null ? 0 : FULL - Math.max(filled, mark));
        }

        // Just under the full width, so that rounding never breaks the line.
        private static String percent(int thousandths) {
            return thousandths * 99 / 1000 + "." + thousandths * 99 % 1000 / 100;
        }
    }
}
