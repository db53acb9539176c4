import type { components } from '../api/schema.d.ts';
import { textFor } from './text-for.ts';
import type { Text } from './texts-of.ts';

type Coded = components['schemas']['Coded'];
type Data = Coded['data'];

/** Places and orders that the service's data names in English, and what stands for an id that nobody reads. */
type Word = 'uuid' | 'line' | 'line_of' | `order:${'day' | 'month' | 'year'} first`;

/** The texts by the API's codes. */
export type RefusalTexts = Readonly<Record<Coded['code'] | Word, Text>>;

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** A refusal in the user's language; undefined for the codes of a newer service. */
export function refusalText(texts: Partial<RefusalTexts>, { code, data }: Coded): string | undefined {
  const text = textFor<Text | undefined>(texts, code);
  if (typeof text !== 'function') return text;
  // A text may name what an older service does not send: that stays empty.
  // The page itself puts `tel:` before what was typed.
  const shown = code === 'invalid_urn' ? { ...data, urn: (data['urn'] ?? '').replace(/^tel:/, '') } : data;
  return text(new Proxy(shown, { has: () => true, get: (_, name) => valueIn(texts, shown, String(name)) }));
}

function valueIn(texts: Partial<RefusalTexts>, data: Data, name: string): string {
  const value = innerText(texts, data, name) ?? data[name] ?? '';
  if (name === 'where') return placeOf(texts, value);
  if (UUID.test(value)) return refusalText(texts, { code: 'uuid' as Coded['code'], data: {} }) ?? value;
  return refusalText(texts, { code: `${name}:${value}` as Coded['code'], data: {} }) ?? value;
}

/** ` (line 7)` as ` (ligne 7)`. */
const placeOf = (texts: Partial<RefusalTexts>, where: string): string =>
  where.replace(/line (\d+)(?: of ([^)]+))?/, (english, line: string, file?: string) => {
    const code = (file === undefined ? 'line' : 'line_of') as Coded['code'];
    return refusalText(texts, { code, data: { line, ...(file !== undefined && { file }) } }) ?? english;
  });

/** A refusal that stands in another under a name: its code is under `why_code`, and its data under `why_days`. */
function innerText(texts: Partial<RefusalTexts>, data: Data, name: string): string | undefined {
  const code = data[`${name}_code`];
  if (code === undefined) return undefined;
  const own = Object.entries(data).flatMap(([key, value]) =>
    key.startsWith(`${name}_`) ? [[key.slice(name.length + 1), value] as const] : [],
  );
  return refusalText(texts, { code: code as Coded['code'], data: Object.fromEntries(own) });
}
