import type { components } from '../api/schema.d.ts';
import { textFor } from './text-for.ts';

type Coded = components['schemas']['Coded'];

/** A sentence whose gaps, in braces, are filled by the data of a refusal. */
type RefusalText = string | ((data: Coded['data']) => string);

/** The texts by the API's codes, without `other`, which stands for sentences of earlier releases. */
export type RefusalTexts = Readonly<Record<Exclude<Coded['code'], 'other'>, RefusalText>>;

/** A refusal in the user's language; undefined in English, and for the codes of a newer service. */
export function refusalText(texts: Partial<RefusalTexts>, { code, data }: Coded): string | undefined {
  const text = textFor<RefusalText | undefined>(texts, code);
  if (typeof text !== 'string') return text?.(data);
  return text.replace(/\{(\w+)\}/g, (_, name: string) => innerText(texts, data, name) ?? data[name] ?? '');
}

/** A refusal that stands in another under a name: its code is under `why_code`, and its data under `why_days`. */
function innerText(texts: Partial<RefusalTexts>, data: Coded['data'], name: string): string | undefined {
  const code = data[`${name}_code`];
  if (code === undefined) return undefined;
  const own = Object.entries(data).flatMap(([key, value]) =>
    key.startsWith(`${name}_`) ? [[key.slice(name.length + 1), value] as const] : [],
  );
  return refusalText(texts, { code: code as Coded['code'], data: Object.fromEntries(own) });
}
