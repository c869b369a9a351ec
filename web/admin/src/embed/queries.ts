/** What the page asks of the door and of the reporting service. */
import { queryOptions } from '@tanstack/react-query';
import { dataOf, gatewayApi, reportingApi } from '../api/client.ts';
import type { WebLanguage } from './snippet.ts';

/** Where the widget is; it changes with the installed version only. */
export const embedding = queryOptions({
  queryKey: ['embedding'],
  queryFn: async () => dataOf(await gatewayApi.GET('/api/embedding')),
  staleTime: Number.POSITIVE_INFINITY,
});

/** What visitors see now. */
export const turnoutInWords = (uuid: string, lang: WebLanguage) =>
  queryOptions({
    queryKey: ['ballots', uuid, 'turnout', 'widget', lang],
    queryFn: async () =>
      dataOf(
        await reportingApi.GET('/api/reporting/ballots/{uuid}/turnout/widget', {
          params: { path: { uuid }, query: { lang } },
        }),
      ),
  });
