/** The questions that members ask, with their answers: read by everyone, written by officers. */
import {
  ActionGroup,
  Button,
  Content,
  DescriptionList,
  DescriptionListDescription,
  DescriptionListGroup,
  DescriptionListTerm,
  Form,
  FormFieldGroup,
  FormFieldGroupHeader,
  Title,
} from '@patternfly/react-core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Problem } from '../api/problem.ts';
import { useAnnounce } from '../shell/live.tsx';
import { Notice } from '../shell/notice.tsx';
import { ProblemAlert } from '../shell/problem-alert.tsx';
import { Loading } from '../shell/shell.tsx';
import { when } from '../text/dates.ts';
import { useTexts } from '../text/texts.tsx';
import { noWords, sent, WordsField, wordsOf } from './bilingual.tsx';
import { type Faq, faq as faqQuery, writeFaq } from './requests.ts';
import { useInformationTexts } from './texts.ts';

const MOST = 50;
let keys = 0;
const newEntry = () => ({ key: ++keys, question: noWords, answer: noWords });

export function FaqSection({ uuid, mayWrite }: { uuid: string; mayWrite: boolean }) {
  const { faq: texts } = useInformationTexts();
  const { calendar } = useTexts();
  const [writing, setWriting] = useState(false);
  const { data, error, refetch } = useQuery(faqQuery(uuid));
  return (
    <section className="tellers-told">
      <Title headingLevel="h2" size="xl">
        {texts.title}
      </Title>
      {!data ? (
        error ? (
          <ProblemAlert problem={error} retry={() => void refetch()} />
        ) : (
          <Loading />
        )
      ) : writing ? (
        <Writing uuid={uuid} faq={data} close={() => setWriting(false)} />
      ) : (
        <>
          {(data.entries ?? []).length === 0 ? (
            <p>{texts.none}</p>
          ) : (
            <DescriptionList>
              {(data.entries ?? []).map(({ question, answer }) => (
                <DescriptionListGroup key={question?.en}>
                  <DescriptionListTerm>
                    <span lang="en">{question?.en}</span>
                    {question?.cy && <span lang="cy"> / {question.cy}</span>}
                  </DescriptionListTerm>
                  <DescriptionListDescription>
                    <p className="tellers-why" lang="en">
                      {answer?.en}
                    </p>
                    {answer?.cy && (
                      <p className="tellers-why" lang="cy">
                        {answer.cy}
                      </p>
                    )}
                  </DescriptionListDescription>
                </DescriptionListGroup>
              ))}
            </DescriptionList>
          )}
          {data.changedAt && data.changedBy && (
            <Content component="small">
              {texts.version(data.version ?? 0, data.changedBy, when(calendar, data.changedAt))}
            </Content>
          )}
          {mayWrite && (
            <p>
              <Button variant="secondary" onClick={() => setWriting(true)}>
                {texts.change}
              </Button>
            </p>
          )}
        </>
      )}
    </section>
  );
}

function Writing({ uuid, faq, close }: { uuid: string; faq: Faq; close(): void }) {
  const { faq: texts } = useInformationTexts();
  const { leaveIt } = useTexts().shell;
  const announce = useAnnounce();
  const queries = useQueryClient();
  const [version, setVersion] = useState(faq.version ?? 0);
  const [entries, setEntries] = useState(() =>
    faq.entries?.length
      ? faq.entries.map(({ question, answer }) => ({
          key: ++keys,
          question: wordsOf(question),
          answer: wordsOf(answer),
        }))
      : [newEntry()],
  );
  const [tried, setTried] = useState(false);
  const save = useMutation({
    mutationFn: () =>
      writeFaq(uuid, {
        version,
        entries: entries.map(({ question, answer }) => ({ question: sent(question), answer: sent(answer) })),
      }),
    onSuccess: (saved) => {
      queries.setQueryData(faqQuery(uuid).queryKey, saved);
      announce(texts.saved);
      close();
    },
    onError: async (problem) => {
      if (!(problem instanceof Problem) || problem.code !== 'faq-changed') return;
      // The next attempt is made with theirs in view.
      setVersion((await queries.fetchQuery({ ...faqQuery(uuid), staleTime: 0 })).version ?? 0);
    },
  });
  const overtaken = save.error instanceof Problem && save.error.code === 'faq-changed';
  const missing = (i: number, part: 'question' | 'answer') => !entries[i]?.[part].en.trim();
  const fault = (i: number, part: 'question' | 'answer') =>
    (save.error instanceof Problem
      ? save.error.faults.find(({ field }) => field.startsWith(`entries[${i}].${part}`))?.detail
      : undefined) ?? (tried && missing(i, part) ? texts.missing : undefined);

  function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    for (const [i] of entries.entries())
      for (const part of ['question', 'answer'] as const)
        if (missing(i, part)) return document.getElementById(`faq-${i}-${part}`)?.focus();
    return save.mutate();
  }

  return (
    <Form onSubmit={submit} noValidate>
      {overtaken ? (
        <Notice variant="warning" level="h3" title={texts.changed} isUrgent>
          <p>{texts.changedWhat}</p>
          <ul>
            {(faq.entries ?? []).map(({ question, answer }) => (
              <li key={question?.en} lang="en">
                {question?.en} {answer?.en}
              </li>
            ))}
          </ul>
        </Notice>
      ) : (
        save.error && <ProblemAlert problem={save.error} />
      )}
      {entries.map((entry, i) => (
        <FormFieldGroup
          key={entry.key}
          header={
            <FormFieldGroupHeader
              titleText={{ text: texts.entry(i + 1), id: `faq-${i}-title` }}
              actions={
                <span className="tellers-order">
                  {i > 0 && (
                    <Button
                      variant="link"
                      size="sm"
                      isInline
                      aria-label={texts.what(texts.up, texts.entry(i + 1))}
                      onClick={() =>
                        setEntries(entries.map((one, j) => entries[j === i ? i - 1 : j === i - 1 ? i : j] ?? one))
                      }
                    >
                      {texts.up}
                    </Button>
                  )}
                  <Button
                    variant="link"
                    size="sm"
                    isInline
                    aria-label={texts.what(texts.remove, texts.entry(i + 1))}
                    onClick={() => setEntries(entries.filter((_, j) => j !== i))}
                  >
                    {texts.remove}
                  </Button>
                </span>
              }
            />
          }
        >
          {(['question', 'answer'] as const).map((part) => (
            <WordsField
              key={part}
              id={`faq-${i}-${part}`}
              label={texts[part]}
              value={entry[part]}
              fault={fault(i, part)}
              isRequired
              {...(part === 'answer' && { lines: 4 })}
              onChange={(value) => setEntries(entries.map((one, j) => (j === i ? { ...one, [part]: value } : one)))}
            />
          ))}
        </FormFieldGroup>
      ))}
      <p>{texts.consequence}</p>
      <ActionGroup>
        <Button type="submit" variant="primary" isLoading={save.isPending} isAriaDisabled={save.isPending}>
          {texts.save(entries.length)}
        </Button>
        {entries.length < MOST && (
          <Button variant="secondary" onClick={() => setEntries([...entries, newEntry()])}>
            {texts.add}
          </Button>
        )}
        <Button variant="link" onClick={close}>
          {leaveIt}
        </Button>
      </ActionGroup>
    </Form>
  );
}
