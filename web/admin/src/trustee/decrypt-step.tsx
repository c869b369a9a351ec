/** Opens the key and adds the trustee's part of the decryption. */
import { Button, Content, Title } from '@patternfly/react-core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Problem } from '../api/problem.ts';
import { Notice } from '../shell/notice.tsx';
import { ProblemAlert } from '../shell/problem-alert.tsx';
import { number } from '../text/numbers.ts';
import { useTexts } from '../text/texts.tsx';
import type { Keyholder } from './keyholder.ts';
import { OpenKey } from './open-key.tsx';
import * as requests from './requests.ts';
import type { Checked, Wanted } from './worker-messages.ts';

interface DecryptStepProps {
  readonly uuid: string;
  readonly keyholder: () => Keyholder;
  readonly checked: Checked;
  /** The person's own key. */
  readonly wanted: Wanted;
  readonly isOpen: boolean;
  opened(): void;
  sent(): void;
}

export function DecryptStep({ uuid, keyholder, checked, wanted, isOpen, opened, sent }: DecryptStepProps) {
  const texts = useTexts();
  const { check, decrypt } = texts.count;
  const queries = useQueryClient();
  const add = useMutation({
    mutationFn: async () => {
      const input = wanted.kind === 'seat' ? await requests.input(uuid) : undefined;
      await requests.sendShare(uuid, await keyholder().call('decrypt', input));
      await keyholder().call('forget');
    },
    onSuccess: sent,
    onSettled: () => queries.invalidateQueries({ queryKey: requests.task(uuid).queryKey }),
  });
  return (
    <div className="tellers-stack">
      <Notice variant="success" title={check.passed}>
        {check.passedWhat(number(checked.ballots), checked.cells.length)}
      </Notice>
      {isOpen ? (
        <>
          <Title headingLevel="h2" size="xl">
            {decrypt.title}
          </Title>
          <Content component="p">{decrypt.what}</Content>
          {add.error && <ShareFault fault={add.error} />}
          <Button
            variant="primary"
            size="lg"
            isLoading={add.isPending}
            isAriaDisabled={add.isPending}
            onClick={() => add.mutate()}
          >
            {add.isPending ? decrypt.working : decrypt.action}
          </Button>
        </>
      ) : (
        <OpenKey
          {...texts.key.open}
          working={texts.key.prove.working}
          open={async (file, passphrase) => {
            await keyholder().call('open', file, passphrase, wanted);
            opened();
          }}
        />
      )}
    </div>
  );
}

function ShareFault({ fault }: { fault: Error }) {
  const texts = useTexts();
  if (fault instanceof Problem && fault.status !== 422) return <ProblemAlert problem={fault} />;
  return (
    <Notice variant="danger" level="h3" title={texts.count.refused} isUrgent>
      {texts.count.refusedWhat}
      <p lang="en">{fault.message}</p>
    </Notice>
  );
}
