/** Freezes the roll, once, with the number that the officer saw. */
import { Content, List, ListItem } from '@patternfly/react-core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useOnce } from '../api/once.ts';
import { AskFirst } from '../shell/consequence.tsx';
import { useAnnounce } from '../shell/live.tsx';
import { moment } from '../text/dates.ts';
import { useTexts } from '../text/texts.tsx';
import { Part } from './part.tsx';
import * as requests from './requests.ts';
import { type Ballot, spareOf } from './rule.ts';
import { useRollTexts } from './texts.ts';

export function FreezePart({ uuid, ballot }: { uuid: string; ballot: Ballot }) {
  const { calendar } = useTexts();
  const { freeze: texts } = useRollTexts();
  const announce = useAnnounce();
  const once = useOnce();
  const queries = useQueryClient();
  const { data: preview } = useQuery(requests.preview(uuid, ballot.revision ?? 0));
  const entitled = preview?.entitled ?? 0;
  async function freeze() {
    try {
      await once({ entitled }, (key) => requests.freeze(uuid, key, entitled));
      announce(texts.done(entitled));
    } finally {
      // The number may be another one by now, which is why it was refused.
      await queries.invalidateQueries(requests.rollOf(uuid));
      await queries.invalidateQueries(requests.ballotOf(uuid));
    }
  }

  return (
    <Part title={texts.title}>
      {ballot.state !== 'keyed' ? (
        <Content component="p">{texts.notYet}</Content>
      ) : (
        entitled > 0 && (
          <>
            <Content component="p">{texts.lead}</Content>
            <AskFirst
              label={texts.label}
              variant="primary"
              title={texts.question(entitled)}
              action={texts.action(entitled)}
              act={freeze}
            >
              <List>
                <ListItem>{texts.entitled(entitled)}</ListItem>
                <ListItem>{texts.codes(entitled, spareOf(ballot, entitled))}</ListItem>
                {ballot.lateJoinerCutOff && (
                  <ListItem>{texts.late(moment(calendar, ballot.lateJoinerCutOff))}</ListItem>
                )}
                <ListItem>{texts.noWay}</ListItem>
              </List>
            </AskFirst>
          </>
        )
      )}
    </Part>
  );
}
