import type { Data } from './client.ts';
import { readStamp } from './format.ts';

const NAME = 'readsDate';

/** By how many seconds this machine's clock is ahead of DynamoDB's, by the date of an answer. 1 read unit. */
export async function secondsAhead(data: Data): Promise<number> {
  const { middlewareStack } = data.documents;
  let ahead = 0;
  middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      const { headers } = result.response as { readonly headers?: Readonly<Record<string, string>> };
      ahead = (Date.now() - Date.parse(headers?.['date'] ?? '')) / 1_000 || 0;
      return result;
    },
    { step: 'deserialize', name: NAME },
  );
  try {
    await readStamp(data, 'contacts');
  } finally {
    middlewareStack.remove(NAME);
  }
  return ahead;
}
