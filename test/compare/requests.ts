/** Requests of TextIt's endpoints, good ones with JSON edits by the API's own schemas. */
import fc from 'fast-check';
import { EVERY, type Tried } from '../endpoints/rows/index.ts';
import { OPERATIONS, type Schema } from '../fuzz/document.ts';
import type { Json } from '../support/cases/case.ts';
import { closeWorld, FLOW, playRequest, type SentRequest, STEPS } from './api-world.ts';
import type { Kind } from './kind.ts';

/** Of nothing in any world. */
const UNKNOWN = '5b6c7d8e-0000-4000-8000-00000000ffff';
const DROPPED = Symbol('dropped');

/** Values that a schema refuses, or might: of another type, empty, too long, unknown. */
function wrongFor(schema: Schema): readonly unknown[] {
  const [first = schema] = schema.anyOf ?? [];
  const { maxLength = 255, maxItems = 100 } = first as { readonly maxLength?: number; readonly maxItems?: number };
  const scalars = [null, '', ' ', 'bogus', UNKNOWN, 'a\0b', 0, 1.5, true, 'x'.repeat(Math.min(maxLength, 20_000) + 1)];
  const lists = [[], {}, [null], [''], [UNKNOWN], ['bogus'], [[]], Array(maxItems + 1).fill('bogus'), { bogus: 1 }];
  return [DROPPED, ...scalars, ...lists, ...(first.enum ?? [])];
}

type Edit = readonly [key: string, value: unknown];

const editOf = ({ properties = {} }: Schema): fc.Arbitrary<Edit> =>
  fc.oneof(
    ...Object.entries(properties).map(([key, schema]) =>
      fc.constantFrom(...wrongFor(schema)).map((value): Edit => [key, value]),
    ),
    fc.constant<Edit>(['bogus', 1]),
  );

function edited<Value>(object: Readonly<Record<string, Value>>, edits: readonly Edit[]): Record<string, Value> {
  const kept = Object.entries(object).filter(([key]) => !edits.some(([edit]) => edit === key));
  return Object.fromEntries([...kept, ...edits.filter(([, value]) => value !== DROPPED)]) as Record<string, Value>;
}

const wrongParams = [DROPPED, '', 'bogus', UNKNOWN, '-1', '9'.repeat(30), 'true', 'tel:+250788000001', '2020-01-01'];

const bodies = fc.constantFrom<unknown>([], 'text', 7, null, {});

/** Good requests of the rows, which every endpoint must have, each with up to two edits of its query and its body. */
const inputs = fc.oneof(
  ...EVERY.filter(({ of }) => of === 'TextIt').map((row) => ({
    weight: row.method === 'POST' ? 4 : 1,
    arbitrary: editedRequest(row),
  })),
);

function editedRequest({ method, path, good }: Tried): fc.Arbitrary<SentRequest> {
  const operation = OPERATIONS.find((one) => one.path === `/api/v2/${path}` && one.method === method);
  const names = (operation?.parameters ?? []).flatMap((one) => (one.in === 'query' ? one.name : []));
  const params = names.map((name) => fc.constantFrom(...wrongParams).map((value): Edit => [name, value]));
  const most = method === 'POST' ? 1 : 2;
  const ofQuery = params.length === 0 ? fc.constant([]) : fc.array(fc.oneof(...params), { maxLength: most });
  const query = fc.oneof(fc.constant([]), ofQuery).map((edits) => edited(good.query ?? {}, edits));
  if (operation?.body === undefined) return query.map((some) => ({ method, path, query: some }));
  const one = fc
    .array(editOf(operation.body), { maxLength: 2 })
    .map((edits) => edited(good.body as Readonly<Record<string, Json>>, edits));
  const body = fc.oneof({ weight: 9, arbitrary: one }, bodies) as fc.Arbitrary<Json>;
  return fc.tuple(query, body).map(([some, sent]) => ({ method, path, query: some, body: sent }));
}

export const requests: Kind = {
  share: 1,
  world: { country: 'RW', languages: ['eng', 'kin'], flow: FLOW, steps: STEPS },
  inputs,
  answer: (input) => playRequest(input as SentRequest),
  close: closeWorld,
  /** A refusal as it is; of what succeeds, how many results there are, since each service has keys of its own. */
  compared: (answer) => {
    const { status, body } = answer as { readonly status: number; readonly body: Record<string, unknown> | null };
    if (status < 400) return { status, results: (body?.['results'] as unknown[] | undefined)?.length };
    const { hint: _, ...said } = body ?? {};
    return { status, said };
  },
};
