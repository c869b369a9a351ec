package org.tellers.ballot.charter;

import org.tellers.ballot.draft.Draft;
import org.tellers.ballot.paper.WelshPaper;
import org.tellers.ballot.policy.Policy;
import org.tellers.crypto.group.Point;
import org.tellers.crypto.json.Json;

/** charter.json: what the members were promised and Belenios's election does not hold (protocol, Profile). */
public final class Charter {

    private static final int VERSION = 1;

    private Charter() {}

    /**
     * The exact text: compact, fields in a fixed order. Its hash ends the election's description.
     *
     * @param policy the publication policy as it stands, which may have changed since approval
     * @param logKey what the decision log is signed with
     */
    public static String text(String ballot, Draft draft, Policy policy, Point logKey) {
        Json.Builder charter = Json.object()
                .put("version", VERSION)
                .put("ballot", ballot)
                .put("union", draft.union())
                .put("name", draft.name())
                .put("authority", draft.authority())
                .put("opensAt", draft.opensAt().toString())
                .put("closesAt", draft.closesAt().toString())
                .put(
                        "lateJoinerCutOff",
                        draft.cutOff(draft.closesAt()).instant().toString())
                .put("revoting", new Json.Bool(draft.revoting()))
                .put(
                        "publication",
                        Json.object()
                                .put("turnout", policy.publication().turnout())
                                .put("result", policy.publication().result())
                                .put("breakdown", policy.publication().breakdown())
                                .build())
                .put(
                        "minima",
                        Json.object()
                                .put("cast", policy.minima().cast())
                                .put("entitled", policy.minima().entitled())
                                .build())
                .put("constituencyLevel", draft.constituencyLevel().word())
                .put("constituencyGroupLevel", draft.constituencyGroupLevel().word())
                .put(
                        "reserve",
                        Json.object()
                                .put("percent", draft.reserve().percent())
                                .put("minimum", draft.reserve().minimum())
                                .build())
                .put(
                        "keyHolders",
                        Json.object()
                                .put("threshold", draft.keyHolders().threshold())
                                .put("holders", draft.keyHolders().holders())
                                .build())
                .put("helpLine", draft.helpLine());
        WelshPaper welsh = draft.welsh();
        if (welsh != null) {
            charter.put("welsh", welsh(welsh));
        }
        return charter.put("logKey", logKey.hex()).build().text();
    }

    private static Json welsh(WelshPaper welsh) {
        return Json.object()
                .put("name", welsh.name())
                .put("authority", welsh.authority())
                .put(
                        "questions",
                        Json.array(
                                welsh.questions(),
                                one -> Json.object()
                                        .put("question", one.question())
                                        .put("answers", Json.array(one.answers(), Json.Text::new))
                                        .build()))
                .build();
    }
}
