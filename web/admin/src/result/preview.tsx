/** The sealed figures, opened only by a person's wish, because every look is recorded. */
import { Button, Card, CardBody, List, ListItem, Title } from '@patternfly/react-core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { DataTable } from '../shell/data-table.tsx';
import { Notice } from '../shell/notice.tsx';
import { ProblemAlert } from '../shell/problem-alert.tsx';
import { moment } from '../text/dates.ts';
import { useTexts } from '../text/texts.tsx';
import { Outcome } from './outcome.tsx';
import * as requests from './requests.ts';
import { useResultTexts } from './texts.ts';

export function SealedFigures({ uuid }: { uuid: string }) {
  const texts = useResultTexts().preview;
  const queries = useQueryClient();
  const look = useMutation({
    mutationFn: () => requests.preview(uuid),
    onSuccess: ({ views }) => queries.setQueryData(requests.views(uuid).queryKey, views),
  });
  return (
    <section className="tellers-stack">
      <Title headingLevel="h2" size="xl">
        {texts.title}
      </Title>
      {look.error && <ProblemAlert problem={look.error} />}
      {look.data ? (
        <Card>
          <CardBody>
            <div className="tellers-stack">
              <Notice variant="warning" title={texts.shown} level="h3">
                {texts.shownWhat}
              </Notice>
              {look.data.disagreements.length === 0 ? (
                <Notice variant="success" title={texts.agree} level="h3">
                  {texts.agreeWhat}
                </Notice>
              ) : (
                <Notice variant="danger" title={texts.disagree} level="h3" isUrgent>
                  {texts.disagreeWhat}
                  <List lang="en">
                    {look.data.disagreements.map((disagreement) => (
                      <ListItem key={disagreement}>{disagreement}</ListItem>
                    ))}
                  </List>
                </Notice>
              )}
              <Outcome result={look.data.result} />
              <Button variant="secondary" onClick={() => look.reset()}>
                {texts.hide}
              </Button>
            </div>
          </CardBody>
        </Card>
      ) : (
        <>
          <p>{texts.what}</p>
          <Button
            variant="secondary"
            onClick={() => look.mutate()}
            isLoading={look.isPending}
            isAriaDisabled={look.isPending}
          >
            {texts.action}
          </Button>
        </>
      )}
    </section>
  );
}

/** Who has looked so far. */
export function Views({ uuid }: { uuid: string }) {
  const { calendar } = useTexts();
  const texts = useResultTexts();
  const { data } = useQuery(requests.views(uuid));
  if (!data) return null;
  return (
    <section className="tellers-stack">
      <Title headingLevel="h2" size="xl">
        {texts.views}
      </Title>
      {data.length === 0 ? (
        <p>{texts.viewsNone}</p>
      ) : (
        <DataTable
          caption={texts.views}
          columns={[texts.viewer, texts.viewedAt]}
          rows={data.map(({ viewer, viewedAt }) => ({
            key: `${viewedAt} ${viewer}`,
            cells: [viewer, moment(calendar, viewedAt)],
          }))}
        />
      )}
    </section>
  );
}
