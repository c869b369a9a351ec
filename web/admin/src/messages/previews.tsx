/** The message as members will read it, in both languages, and to the officer's own mailbox. */
import { Button, Card, CardBody, CardTitle, Content, ToggleGroup, ToggleGroupItem } from '@patternfly/react-core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useOnce } from '../api/once.ts';
import { useAnnounce } from '../shell/live.tsx';
import { Notice } from '../shell/notice.tsx';
import { ProblemAlert } from '../shell/problem-alert.tsx';
import { Loading } from '../shell/shell.tsx';
import { languages } from '../text/texts.tsx';
import { MailView } from './mail-view.tsx';
import * as requests from './requests.ts';
import { useMessagesTexts } from './texts.ts';

interface PreviewsProps {
  readonly uuid: string;
  readonly draft: requests.Draft;
}

export function Previews({ uuid, draft }: PreviewsProps) {
  const texts = useMessagesTexts().preview;
  const offered = languages.filter(
    ({ language }) => draft.kind !== 'campaign' || draft.texts.some((text) => text.language === language),
  );
  const [chosen, setChosen] = useState('en');
  const language = offered.some((one) => one.language === chosen) ? chosen : (offered[0]?.language ?? 'en');
  const [voted, setVoted] = useState(true);
  const settled = useSettled(draft);
  const { data, error, refetch } = useQuery({
    ...requests.preview(uuid, settled, language, voted),
    // While the officer writes, what was written before stays in view.
    ...(draft.kind === 'campaign' && { placeholderData: keepPreviousData }),
  });
  return (
    <Card>
      <CardTitle component="h2">{texts.title}</CardTitle>
      <CardBody className="tellers-told">
        <Content component="p">{texts.what}</Content>
        <div className="tellers-row">
          <ToggleGroup aria-label={texts.language}>
            {offered.map((one) => (
              <ToggleGroupItem
                key={one.language}
                text={one.name}
                buttonId={`preview-${one.language}`}
                isSelected={one.language === language}
                onChange={() => setChosen(one.language)}
              />
            ))}
          </ToggleGroup>
          {draft.kind === 'recorded' && (
            <ToggleGroup aria-label={texts.recorded}>
              {[true, false].map((one) => (
                <ToggleGroupItem
                  key={String(one)}
                  text={one ? texts.voted : texts.notVoted}
                  buttonId={`preview-voted-${one}`}
                  isSelected={one === voted}
                  onChange={() => setVoted(one)}
                />
              ))}
            </ToggleGroup>
          )}
        </div>
        {error ? (
          <ProblemAlert problem={error} retry={() => void refetch()} />
        ) : !data ? (
          <Loading />
        ) : (
          <>
            <dl className="tellers-letterhead">
              <dt>{texts.from}</dt>
              <dd>{data.from}</dd>
              <dt>{texts.subject}</dt>
              <dd lang={language}>{data.subject}</dd>
            </dl>
            <div className="tellers-two">
              <div>
                <h3 className="tellers-part-name">{texts.html}</h3>
                <MailView html={data.html ?? ''} language={language} label={texts.html} />
              </div>
              <div>
                <h3 className="tellers-part-name">{texts.text}</h3>
                <pre className="tellers-plain" lang={language}>
                  {data.text}
                </pre>
              </div>
            </div>
            <Trial key={language} uuid={uuid} draft={draft} language={language} />
          </>
        )}
      </CardBody>
    </Card>
  );
}

/** Long enough after the last key, so that the service is not asked at every letter. */
const PAUSE = 700;

function useSettled(draft: requests.Draft): requests.Draft {
  const [settled, setSettled] = useState(draft);
  useEffect(() => {
    const later = setTimeout(() => setSettled(draft), PAUSE);
    return () => clearTimeout(later);
  }, [draft]);
  return settled;
}

/** Sends it to the officer's own mailbox. */
function Trial({ uuid, draft, language }: PreviewsProps & { language: string }) {
  const texts = useMessagesTexts().preview;
  const announce = useAnnounce();
  const once = useOnce();
  const [at, setAt] = useState<'idle' | 'busy' | 'sent' | Error>('idle');
  async function send() {
    setAt('busy');
    try {
      await once({ draft, language }, (key) => requests.sendTrial(uuid, draft, language, key));
      setAt('sent');
      announce(texts.trialSent);
    } catch (e) {
      setAt(e as Error);
    }
  }
  return (
    <>
      {at instanceof Error && <ProblemAlert problem={at} />}
      {at === 'sent' && (
        <Notice variant="success" level="h3" title={texts.trialSent}>
          {texts.trialSentWhat}
        </Notice>
      )}
      <div className="tellers-row">
        <Button variant="secondary" isDisabled={at === 'busy'} isLoading={at === 'busy'} onClick={() => void send()}>
          {texts.trial}
        </Button>
      </div>
    </>
  );
}
