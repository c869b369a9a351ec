import { Content } from '@patternfly/react-core';
import type { Ballot } from '../ballots/queries.ts';
import { when } from '../text/dates.ts';
import { useTexts } from '../text/texts.tsx';
import { scrutineersKey } from './one-key.ts';

/** Who holds the key, in a sentence. */
export function ScrutineersKey({ ballot }: { ballot: Ballot }) {
  const { key, calendar } = useTexts();
  const held = scrutineersKey(ballot);
  return (
    <Content component="p">
      {key.one.what} {held ? key.one.held(held.name ?? '', when(calendar, held.registeredAt ?? '')) : key.one.nobody}
    </Content>
  );
}
