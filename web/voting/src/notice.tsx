/** The page about a ballot: its questions, why they are asked, dates, answers and meetings. It asks for no code. */
import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import type { Bilingual, Notice } from './api.ts';
import { boardText } from './board-text.ts';
import { Title } from './parts.tsx';
import { base, isWelsh, text, when } from './text.ts';

/** The longest time a browser's timer takes, in milliseconds. */
const LONGEST_TIMER = 2 ** 31 - 1;

export function NoticePage({ notice }: { notice: Notice | undefined }) {
  const t = boardText.notice;
  useLayoutEffect(() => {
    document.title = text.title(t.title, notice && said(notice.name).words, notice?.union);
  });
  return (
    <>
      <Title lang={notice && said(notice.name).lang}>{notice ? said(notice.name).words : t.title}</Title>
      {notice ? <About notice={notice} /> : <p role="alert">{t.trouble}</p>}
    </>
  );
}

function About({ notice }: { notice: Notice }) {
  const t = boardText.notice;
  return (
    <>
      <Welsh of={notice.name} />
      <h2>{t.questions(notice.questions.length > 1)}</h2>
      {notice.questions.map(({ question, answers }) => (
        <div class="panel" key={question.en}>
          <p>
            <strong>
              <Said of={question} />
            </strong>
          </p>
          <Welsh of={question} />
          <p>{t.answers}</p>
          <ul>
            {answers.map((answer) => (
              <li key={answer.en}>
                <Said of={answer} />
                <Welsh of={answer} />
              </li>
            ))}
          </ul>
        </div>
      ))}
      <h2>{t.dates}</h2>
      <Dates notice={notice} />
      <h2>{t.authority}</h2>
      <p class="lines">
        <Said of={notice.authority} />
      </p>
      <Welsh of={notice.authority} />
      {notice.meetings.length > 0 && <Meetings notice={notice} />}
      {notice.faq.length > 0 && <h2>{t.faq}</h2>}
      {notice.faq.map(({ question, answer }) => (
        <div key={question.en}>
          <h3>
            <Said of={question} />
          </h3>
          <p class="lines">
            <Said of={answer} />
          </p>
          <Welsh of={question} />
          <Welsh of={answer} />
        </div>
      ))}
      <h2>{t.publication}</h2>
      <ul>
        <li>{t.turnout[notice.publication.turnout]}</li>
        <li>{t.result[notice.publication.result]}</li>
      </ul>
      {notice.policyChanges.map(({ at, reason }) => (
        <p class="lines" key={at}>
          {t.changed(when(at))} {reason}
        </p>
      ))}
    </>
  );
}

/** A text in the page's language, or else in English. */
function said({ en, cy }: Bilingual): { readonly words: string; readonly lang?: 'en' } {
  if (!isWelsh()) return { words: en };
  return cy ? { words: cy } : { words: en, lang: 'en' };
}

function Said({ of }: { of: Bilingual }) {
  const { words, lang } = said(of);
  return lang ? <span lang={lang}>{words}</span> : words;
}

/** Below the English the same in Welsh, where there is Welsh; a page in Welsh has it already. */
function Welsh({ of }: { of: Bilingual }) {
  return of.cy && !isWelsh() ? (
    <p lang="cy" class="lines">
      {of.cy}
    </p>
  ) : null;
}

function Dates({ notice }: { notice: Notice }) {
  const t = boardText.notice;
  const over = !['approved', 'keyed', 'ready', 'open'].includes(notice.state);
  if (notice.state === 'cancelled') return <p>{t.cancelled}</p>;
  return (
    <>
      {notice.extensions.map(({ announcedAt, previousClosesAt, closesAt, reason }) => (
        <div class="panel warning" key={announcedAt}>
          <p>
            <strong>{t.extended(when(previousClosesAt), when(closesAt))}</strong>
          </p>
          <p class="lines">{reason}</p>
        </div>
      ))}
      <p>{t.opens(when(notice.opensAt))}</p>
      <p>{over ? t.closed(when(notice.closesAt)) : t.closes(when(notice.closesAt))}</p>
      {!over && <Join joinToVote={notice.joinToVote} />}
      {notice.state === 'open' && (
        <p>
          <a href={`${base()}/send-again?ballot=${notice.uuid}`}>{t.noMail}</a>
        </p>
      )}
    </>
  );
}

/** Closes itself at its instant, also on a page that stays open. */
function Join({ joinToVote: { before, open } }: Pick<Notice, 'joinToVote'>) {
  const t = boardText.notice;
  const [stillOpen, setStillOpen] = useState(open);
  useEffect(() => {
    if (!stillOpen) return undefined;
    let timer = 0;
    const look = () => {
      const left = Date.parse(before) - Date.now();
      if (left <= 0) setStillOpen(false);
      else timer = window.setTimeout(look, Math.min(left, LONGEST_TIMER));
    };
    look();
    return () => clearTimeout(timer);
  }, [before, stillOpen]);
  return <p role="status">{stillOpen ? t.join(when(before)) : t.joinOver(when(before))}</p>;
}

function Meetings({ notice: { uuid, meetings } }: { notice: Notice }) {
  const t = boardText.notice;
  const calendar = `/api/ballot/public/ballots/${uuid}/meetings`;
  return (
    <>
      <h2>{t.meetings}</h2>
      <ul>
        {meetings.map(({ id, cancelled, meeting }) => (
          <li key={id}>
            <p>
              {cancelled && <strong>{t.calledOff} </strong>}
              <strong>
                <Said of={meeting.title} />
              </strong>
            </p>
            <Welsh of={meeting.title} />
            <p>{t.meeting(when(meeting.startsAt), when(meeting.endsAt))}</p>
            {meeting.place && (
              <p class="lines">
                <Said of={meeting.place} />
              </p>
            )}
            {meeting.place && <Welsh of={meeting.place} />}
            {!cancelled && (
              <p>
                {meeting.url && (
                  <a href={meeting.url} target="_blank" rel="noopener noreferrer">
                    {t.online} {text.newTab}
                  </a>
                )}{' '}
                <a href={`${calendar}/${id}/meeting.ics`} download="meeting.ics">
                  {t.calendar}
                  <span class="hidden">
                    : <Said of={meeting.title} />
                  </span>
                </a>
              </p>
            )}
          </li>
        ))}
      </ul>
      <p>
        <a href={`${calendar}.ics`} download="meetings.ics">
          {t.calendars}
        </a>
      </p>
    </>
  );
}
