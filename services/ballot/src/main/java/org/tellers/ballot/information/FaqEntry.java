package org.tellers.ballot.information;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.tellers.ballot.paper.Bilingual;

/**
 * A question that members ask, with its answer; plain text, line breaks kept.
 *
 * @param question what they ask
 * @param answer what HQ says
 */
@Schema(name = "FaqEntry", description = "A question that members ask, with its answer")
public record FaqEntry(Bilingual question, Bilingual answer) {}
