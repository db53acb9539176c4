import type { components } from '../api/schema.d.ts';
import { textFor } from './text-for.ts';

/** What a sentence of the service says, beside it. */
export type Coded = components['schemas']['Coded'];

/** A sentence whose gaps, in braces, are filled by the data of a refusal. */
type RefusalText = string | ((data: Coded['data']) => string);

/** By the API's codes, but for what is there in the words of an earlier release only. */
export type RefusalTexts = Readonly<Record<Exclude<Coded['code'], 'other'>, RefusalText>>;

/** A refusal in the reader's language; undefined where that has no words for it: in English, and for codes of a newer service. */
export function refusalText(texts: Partial<RefusalTexts>, { code, data }: Coded): string | undefined {
  const text = textFor<RefusalText | undefined>(texts, code);
  return typeof text === 'string' ? text.replace(/\{(\w+)\}/g, (_, name: string) => data[name] ?? '') : text?.(data);
}
