import type { ApiAnswer } from '../../support/api/api.ts';
import { EVERY, type Tried } from './index.ts';
import type { Named } from './named.ts';
import type { Row } from './row.ts';

interface Question {
  /** `POST jobs.json: over a group`. */
  readonly about: string;
  readonly tried: Tried;
  readonly ask: Row['foreign'][string];
}

/** Every request that can name something of another workspace. */
export const QUESTIONS: readonly Question[] = EVERY.flatMap((tried) =>
  Object.entries(tried.foreign).map(([what, ask]) => ({ about: `${tried.method} ${tried.path}: ${what}`, tried, ask })),
);

/** An answer without what differs between any two answers: the names in the request, new ids and times. */
export function bare({ status, body }: ApiAnswer, named: Named): object {
  const text = Object.entries(named).reduce(
    (rest, [what, value]) => rest.replaceAll(value, `<${what}>`),
    JSON.stringify(body).replace(/"(\w+_on)":"[^"]+"/g, '"$1":"<time>"'),
  );
  const ids = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
  return { status, body: text.replace(ids, '<uuid>').replace(/"id":\d+/g, '"id":0') };
}
