import { type QueryKey, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';

/** Spread into a query whose changes are told: it need not look again by itself. */
export const TOLD = { refetchInterval: false } as const;

/** Long work that goes on by itself, and of which the door tells every change. */
interface LongWork {
  /** Of the query whose document it is. */
  readonly queryKey: QueryKey;
  /** Where that document is: an import, a ballot's credentials, its messages or its count. */
  readonly address: string;
  /** Whether anything is still to come. */
  readonly going: boolean;
  /** What the query keeps of the document. */
  readonly read: (document: never) => unknown;
  /** Hears whether changes are told at present; while they are not, the page has to look again by itself. */
  readonly tell: (told: boolean) => void;
}

/**
 * Keeps a query's document as it is told by server-sent events while work goes on. After a reload the page asks for the
 * document as ever, and listens again.
 */
export function useProgress(work: LongWork): void {
  const { address, going } = work;
  const cache = useQueryClient();
  const latest = useRef(work);
  useEffect(() => {
    latest.current = work;
  });
  useEffect(() => {
    if (!going) return undefined;
    const stream = new EventSource(address);
    stream.onmessage = async ({ data }: MessageEvent<string>) => {
      const { queryKey, read, tell } = latest.current;
      const document = read(JSON.parse(data) as never);
      tell(true);
      // An answer that is still on its way is older.
      await cache.cancelQueries({ queryKey, exact: true });
      if (stream.readyState !== EventSource.CLOSED) cache.setQueryData(queryKey, document);
    };
    // The browser asks again by itself after a lost connection, but not after a refusal.
    stream.onerror = () => latest.current.tell(false);
    return () => {
      stream.close();
      latest.current.tell(false);
    };
  }, [address, going, cache]);
}
