package org.tellers.ballot.charter;

import org.tellers.ballot.draft.Draft;
import org.tellers.crypto.json.Json;

/** charter.json: what the members were promised and Belenios's election does not hold (protocol, Profile). */
public final class Charter {

    private static final int VERSION = 1;

    private Charter() {}

    /** The exact text: compact, fields in a fixed order. Its hash ends the election's description. */
    public static String text(String ballot, Draft draft) {
        return Json.object()
                .put("version", VERSION)
                .put("ballot", ballot)
                .put("union", draft.union())
                .put("name", draft.name())
                .put("authority", draft.authority())
                .put("opensAt", draft.opensAt().toString())
                .put("closesAt", draft.closesAt().toString())
                .put("revoting", new Json.Bool(draft.revoting()))
                .put(
                        "publication",
                        Json.object()
                                .put("turnout", draft.publication().turnout())
                                .put("result", draft.publication().result())
                                .put("breakdown", draft.publication().breakdown())
                                .build())
                .put(
                        "minima",
                        Json.object()
                                .put("cast", draft.minima().cast())
                                .put("entitled", draft.minima().entitled())
                                .build())
                .put("constituencyLevel", draft.constituencyLevel().word())
                .put(
                        "reserve",
                        Json.object()
                                .put("percent", draft.reserve().percent())
                                .put("minimum", draft.reserve().minimum())
                                .build())
                .put("helpLine", draft.helpLine())
                .build()
                .text();
    }
}
