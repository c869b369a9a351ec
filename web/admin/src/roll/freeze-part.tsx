/** Freezes the roll, once, with the number that the officer saw. */
import { Content, List, ListItem } from '@patternfly/react-core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { AskFirst } from '../shell/ask-first.tsx';
import { useAnnounce } from '../shell/live.tsx';
import { moment } from '../text/dates.ts';
import { useTexts } from '../text/texts.tsx';
import { Part } from './part.tsx';
import * as requests from './requests.ts';
import { type Ballot, spareOf } from './rule.ts';
import { useRollTexts } from './texts.ts';
import { useKey } from './use-key.ts';

export function FreezePart({ uuid, ballot }: { uuid: string; ballot: Ballot }) {
  const { calendar } = useTexts();
  const { freeze: texts, cancel } = useRollTexts();
  const announce = useAnnounce();
  const key = useKey();
  const queries = useQueryClient();
  const { data: preview } = useQuery(requests.preview(uuid, ballot.revision ?? 0));
  const entitled = preview?.entitled ?? 0;
  const freezing = useMutation({
    mutationFn: () => requests.freeze(uuid, key.now(), entitled),
    onSuccess: () => announce(texts.done(entitled)),
    async onSettled(_, error) {
      key.settled(error);
      // The number may be another one by now, which is why it was refused.
      await queries.invalidateQueries(requests.rollOf(uuid));
      await queries.invalidateQueries(requests.ballotOf(uuid));
    },
  });
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
              cancel={cancel}
              isBusy={freezing.isPending}
              problem={freezing.error}
              do={() => freezing.mutate()}
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
