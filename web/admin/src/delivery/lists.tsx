/** Parts that the lists of this page share. */
import { Button } from '@patternfly/react-core';
import { Link } from '@tanstack/react-router';
import { short } from './delivery.ts';
import { useDeliveryTexts } from './texts.ts';

/** A way to the member behind an entry. Lists show no names: opening one is noted. */
export function EntryLink({ uuid, entry }: { uuid: string; entry: string }) {
  const texts = useDeliveryTexts();
  return (
    <Link to="/ballots/$uuid/helpdesk/$entry" params={{ uuid, entry }} className="tellers-entry">
      {texts.entry} <span className="tellers-code">{short(entry)}</span>
    </Link>
  );
}

interface Paged {
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  fetchNextPage(): Promise<unknown>;
}

/** Asks for the next part of a list. */
export function More({ of: list, what }: { of: Paged; what: string }) {
  const texts = useDeliveryTexts();
  if (!list.hasNextPage) return null;
  return (
    <Button
      variant="secondary"
      aria-label={texts.moreOf(what)}
      isDisabled={list.isFetchingNextPage}
      onClick={() => void list.fetchNextPage()}
    >
      {texts.more}
    </Button>
  );
}

/** A stable code in words; a code that this app does not know yet stands as it is. */
export function Reason({ code }: { code: string | undefined }) {
  const { reasons } = useDeliveryTexts();
  if (!code) return null;
  return reasons[code] ?? <span lang="en">{code}</span>;
}
