import {
  type QueryKey,
  type UseQueryOptions,
  type UseQueryResult,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';

/** Long work that goes on by itself, and of which the door tells every change. */
interface LongWork<Kept, Seen> {
  /** Where its document is: an import, a ballot's credentials, its messages or its count. */
  readonly address: string;
  /** Whether anything is still to come. */
  readonly going: (seen: Seen) => boolean;
  /** What the query keeps of the document. */
  readonly read: (document: never) => Kept;
}

/**
 * A query whose document is kept as it is told by server-sent events while work goes on. After a reload the page asks for
 * the document as ever, and listens again; while changes are not told, the query looks again by itself.
 */
export function useLongWork<Kept, Seen, Key extends QueryKey>(
  query: UseQueryOptions<Kept, Error, Seen, Key>,
  { address, going, read }: LongWork<Kept, Seen>,
): UseQueryResult<Seen> {
  const [told, setTold] = useState(false);
  const result = useQuery({ ...query, ...(told && { refetchInterval: false }) });
  const listens = result.data !== undefined && going(result.data);
  const cache = useQueryClient();
  const queryKey: QueryKey = query.queryKey;
  const latest = useRef({ queryKey, read });
  useEffect(() => {
    latest.current = { queryKey, read };
  });
  useEffect(() => {
    if (!listens) return undefined;
    const stream = new EventSource(address);
    stream.onmessage = async ({ data }: MessageEvent<string>) => {
      const kept = latest.current;
      const document = kept.read(JSON.parse(data) as never);
      setTold(true);
      // An answer that is still on its way is older.
      await cache.cancelQueries({ queryKey: kept.queryKey, exact: true });
      if (stream.readyState !== EventSource.CLOSED) cache.setQueryData(kept.queryKey, document);
    };
    // The browser asks again by itself after a lost connection, but not after a refusal.
    stream.onerror = () => setTold(false);
    return () => {
      stream.close();
      setTold(false);
    };
  }, [address, listens, cache]);
  return result;
}
