package org.tellers.reporting.report;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.apache.fop.apps.FOUserAgent;
import org.apache.fop.apps.FopConfParser;
import org.apache.fop.apps.FopFactory;
import org.apache.fop.events.model.EventSeverity;
import org.apache.xmlgraphics.io.Resource;
import org.apache.xmlgraphics.io.ResourceResolver;
import org.apache.xmlgraphics.util.MimeConstants;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * Sets XSL formatting objects as PDF: tagged for screen readers (PDF/UA-1), with embedded fonts that have every letter of
 * Welsh. It reads nothing but its own fonts.
 */
final class PdfPrinter {

    private static final URI HERE = URI.create("classpath:/report/fonts/");

    // Without the features of complex scripts no two letters melt into one: a copied "ff" stays two letters.
    private static final String CONFIGURATION = """
        <fop version="1.0">
          <accessibility>true</accessibility>
          <complex-scripts disabled="true"/>
          <renderers>
            <renderer mime="application/pdf">
              <pdf-ua-mode>PDF/UA-1</pdf-ua-mode>
              <fonts>
                <font embed-url="classpath:/report/fonts/SourceSans3-Regular.ttf">
                  <font-triplet name="Source Sans 3" style="normal" weight="400"/>
                </font>
                <font embed-url="classpath:/report/fonts/SourceSans3-SemiBold.ttf">
                  <font-triplet name="Source Sans 3" style="normal" weight="600"/>
                </font>
              </fonts>
            </renderer>
          </renderers>
        </fop>
        """;

    private final FopFactory factory;

    PdfPrinter() {
        try {
            this.factory = new FopConfParser(
                            new ByteArrayInputStream(CONFIGURATION.getBytes(StandardCharsets.UTF_8)),
                            HERE,
                            new OwnFonts())
                    .getFopFactoryBuilder()
                    .build();
        } catch (SAXException | IOException e) {
            throw new IllegalStateException("The configuration above is well-formed", e);
        }
    }

    /** The document as PDF. */
    byte[] print(String formattingObjects) {
        ByteArrayOutputStream pdf = new ByteArrayOutputStream();
        try {
            FOUserAgent agent = factory.newFOUserAgent();
            agent.setProducer("Tellers");
            // With a listener of ours, warnings are not logged: they would quote the report. A fault still stops the
            // print.
            agent.getEventBroadcaster().addEventListener(event -> {
                if (event.getSeverity() == EventSeverity.FATAL) {
                    throw new IllegalStateException("The report cannot be printed: " + event.getEventID());
                }
            });
            SAXParserFactory parsers = SAXParserFactory.newDefaultNSInstance();
            parsers.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            parsers.newSAXParser()
                    .parse(
                            new InputSource(new StringReader(formattingObjects)),
                            factory.newFop(MimeConstants.MIME_PDF, agent, pdf).getDefaultHandler());
        } catch (SAXException | IOException | ParserConfigurationException e) {
            throw new IllegalStateException("The report cannot be printed", e);
        }
        return pdf.toByteArray();
    }

    /** Whatever a document names, nothing is fetched from a network or a disk. */
    private static final class OwnFonts implements ResourceResolver {

        @Override
        public Resource getResource(URI uri) throws IOException {
            InputStream font = uri.toString().startsWith(HERE.toString())
                    ? PdfPrinter.class.getResourceAsStream(uri.getPath())
                    : null;
            if (font == null) {
                throw new FileNotFoundException("Not a font of this service");
            }
            return new Resource(font);
        }

        @Override
        public OutputStream getOutputStream(URI uri) throws IOException {
            throw new IOException("The printer writes no file");
        }
    }
}
