package org.tellers.reporting.report;

import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reports as web pages and in print. Anyone may ask for them any number of times, so that the last ones printed are kept
 * and one is printed at a time.
 */
@Singleton
class RenderedReports {

    private static final int KEPT = 32;

    private final Templates templates = new Templates();
    private final PdfPrinter printer = new PdfPrinter();
    private final Map<Key, byte[]> printed = new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, byte[]> eldest) {
            return size() > KEPT;
        }
    };

    private record Key(String sha256, List<Signature> signatures, Language language) {}

    /** The web page. */
    String html(ReportText report, List<Signature> signatures, Language language) {
        return templates.html(PageWriter.write(report.report(), report.sha256(), signatures, language));
    }

    /** The print, PDF. */
    byte[] pdf(ReportText report, List<Signature> signatures, Language language) {
        Key key = new Key(report.sha256(), signatures, language);
        synchronized (printed) {
            return printed.computeIfAbsent(
                    key,
                    _ -> printer.print(
                            templates.print(PageWriter.write(report.report(), report.sha256(), signatures, language))));
        }
    }
}
