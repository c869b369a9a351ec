/** Who holds the keys, and how far each is. */
import { Content, Label } from '@patternfly/react-core';
import { DataTable } from '../shell/data-table.tsx';
import { useTexts } from '../text/texts.tsx';
import type { Ceremony, Done } from './ceremony.ts';

const PARTS: readonly (keyof Done)[] = ['certificate', 'polynomial', 'confirmation', 'rehearsal'];

export function Seats({ ceremony }: { ceremony: Ceremony }) {
  const texts = useTexts().seats;
  return (
    <div className="tellers-stack">
      <Content component="p">{texts.rule(ceremony.threshold, ceremony.holders)}</Content>
      <DataTable
        caption={texts.caption}
        columns={[texts.person, ...PARTS.map((part) => texts[part])]}
        rows={ceremony.seats.map(({ seat, name, headquarters, done }) => ({
          key: String(seat),
          cells: [
            name === undefined ? (
              <em key="free">
                {texts.seat} {seat}: {texts.free}
              </em>
            ) : (
              <span key="name">
                {name} {seat === ceremony.mine && <Label isCompact>{texts.you}</Label>}{' '}
                {headquarters && (
                  <Label isCompact color="orange">
                    {texts.headquarters}
                  </Label>
                )}
              </span>
            ),
            ...PARTS.map((part) => (done[part] ? `✓ ${texts.done}` : texts.open)),
          ],
        }))}
      />
    </div>
  );
}
