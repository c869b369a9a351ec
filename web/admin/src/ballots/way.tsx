import { useRouter } from '@tanstack/react-router';
import type { MouseEvent, ReactNode } from 'react';

/** A link to another page of a ballot by its plain name, such as `roll`; the page need not be known to who links to it. */
export function Way({ uuid, page, children }: { uuid: string; page: string; children: ReactNode }) {
  const { history } = useRouter();
  const path = `/ballots/${encodeURIComponent(uuid)}${page === 'overview' ? '' : `/${page}`}`;
  function follow(event: MouseEvent) {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    history.push(path);
  }
  return (
    <a href={path} onClick={follow}>
      {children}
    </a>
  );
}
