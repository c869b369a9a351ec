import { Content, Title } from '@patternfly/react-core';
import type { Ballot } from '../ballots/queries.ts';
import { CopyButton } from '../shell/copy-button.tsx';
import { when } from '../text/dates.ts';
import { useTexts } from '../text/texts.tsx';

/** What an officer sends to those who are asked to hold a key: there is no list of their addresses that we could write to. */
export function Invitation({
  ballot,
  of,
}: {
  ballot: Ballot;
  of?: { threshold: number; holders: number } | undefined;
}) {
  const { calendar, inviting: texts } = useTexts();
  const { uuid = '', name = '', opensAt = '', closesAt = '' } = ballot;
  const subject = texts.subject(name);
  const letter = [
    texts.asked(name),
    of ? texts.together(of.threshold, of.holders) : texts.alone,
    texts.until(when(calendar, opensAt), when(calendar, closesAt)),
    `${texts.open} ${location.origin}/ballots/${uuid}/key`,
    texts.onward,
  ].join('\n\n');
  return (
    <section className="tellers-told">
      <Title headingLevel="h2" size="xl">
        {texts.title}
      </Title>
      <Content component="p">{texts.lead}</Content>
      <pre className="tellers-letter">{letter}</pre>
      <div className="tellers-acts">
        <CopyButton text={letter} what={texts.title} />
        <a
          className="pf-v6-c-button pf-m-link"
          href={`mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(letter.replaceAll('\n', '\r\n'))}`}
        >
          {texts.mail}
        </a>
      </div>
    </section>
  );
}
