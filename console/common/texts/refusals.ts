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
  return typeof text === 'string' ? text.replace(/\{(\w+)\}/g, (_, name: string) => data[name] ?? '') : text?.(data);
}
