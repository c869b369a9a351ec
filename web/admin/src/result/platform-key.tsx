/** Whether the system's own part of the key would be there for the count, for those who can have it repaired in time. */
import { Button, Title } from '@patternfly/react-core';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { dataOf, reportingApi } from '../api/client.ts';
import type { components } from '../api/generated/reporting.ts';
import { orNull } from '../api/problem.ts';
import { has, session } from '../session/session.ts';
import { useAnnounce } from '../shell/live.tsx';
import { Notice } from '../shell/notice.tsx';
import { ProblemAlert } from '../shell/problem-alert.tsx';
import { moment } from '../text/dates.ts';
import { useTexts } from '../text/texts.tsx';
import { useResultTexts } from './texts.ts';

type KeyState = components['schemas']['KeyState'];
const of = (uuid: string) => ({ params: { path: { uuid } } });

/** How the last rehearsal went; null before the ballot is approved, when there is no key yet. */
const platformKey = (uuid: string) =>
  queryOptions({
    queryKey: ['ballots', uuid, 'platform-key'],
    queryFn: (): Promise<KeyState | null> =>
      orNull(reportingApi.GET('/api/reporting/ballots/{uuid}/platform-key', of(uuid)).then(dataOf)),
  });

export function PlatformKey({ uuid }: { uuid: string }) {
  const { calendar } = useTexts();
  const texts = useResultTexts().key;
  const announce = useAnnounce();
  const queries = useQueryClient();
  const { data: person } = useQuery(session);
  const maySee = person ? has(person, 'officer', 'approver', 'auditor') : false;
  const { data: key, error } = useQuery({ ...platformKey(uuid), enabled: maySee });
  const rehearse = useMutation({
    mutationFn: async () =>
      dataOf(await reportingApi.POST('/api/reporting/ballots/{uuid}/platform-key/rehearsal', of(uuid))),
    onSuccess: (state) => {
      queries.setQueryData(platformKey(uuid).queryKey, state);
      announce(state.restorable ? texts.done : texts.fault);
    },
  });
  if (!maySee || (!key && !error)) return null;
  return (
    <section className="tellers-stack">
      <Title headingLevel="h2" size="xl">
        {texts.title}
      </Title>
      <p>{texts.what}</p>
      {(error ?? rehearse.error) && <ProblemAlert problem={(error ?? rehearse.error) as Error} />}
      {key?.fault ? (
        <Notice variant="danger" title={texts.fault} level="h3">
          <p lang="en">{key.fault}</p>
        </Notice>
      ) : (
        key && <p>{key.rehearsedAt ? `✓ ${texts.good(moment(calendar, key.rehearsedAt))}` : texts.never}</p>
      )}
      {key && person && has(person, 'officer', 'approver') && (
        <Button
          variant="secondary"
          onClick={() => rehearse.mutate()}
          isLoading={rehearse.isPending}
          isAriaDisabled={rehearse.isPending}
        >
          {texts.action}
        </Button>
      )}
    </section>
  );
}
