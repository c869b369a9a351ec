import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTexts } from '../text/texts.tsx';
import type { Ceremony } from './ceremony.ts';
import { NameForm } from './name-form.tsx';
import { ceremony as ceremonyQuery, takeSeat } from './requests.ts';

/** Takes a place under a name that the others will know. */
export function SeatStep({ uuid, ceremony, person }: { uuid: string; ceremony: Ceremony; person: string }) {
  const texts = useTexts().key.seat;
  const queries = useQueryClient();
  const take = useMutation({
    mutationFn: (name: string) => takeSeat(uuid, name),
    onSettled: () => queries.invalidateQueries({ queryKey: ceremonyQuery(uuid).queryKey }),
  });
  return (
    <NameForm
      title={texts.title}
      what={texts.what(ceremony.threshold, ceremony.holders)}
      action={texts.action}
      name={person}
      isBusy={take.isPending}
      problem={take.error}
      take={take.mutate}
    />
  );
}
