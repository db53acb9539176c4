import type { SENTENCES } from './sentences.ts';

export type Code = keyof typeof SENTENCES;

/** The names in braces of a sentence. */
type NamesIn<Sentence extends string> = Sentence extends `${string}{${infer Name}}${infer Rest}`
  ? Name | NamesIn<Rest>
  : never;

/** What stands in a sentence: a refusal where the sentence ends in the reason. */
export type Datum = string | number | Refusal;

/** Why something is refused, or what is wrong with it: the code of its sentence and what changes in that. */
export type Refusal = {
  [C in Code]: { readonly code: C } & { readonly [Name in NamesIn<(typeof SENTENCES)[C]>]: Datum };
}[Code];

/** A refusal as it was stored: by releases up to 0.7 as its sentence. */
export const asStored = (stored: Refusal | string): Refusal =>
  typeof stored === 'string' ? { code: 'other', sentence: stored } : stored;
