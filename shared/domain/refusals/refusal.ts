import type { DataNames } from './data-names.d.ts';

/** The code of a sentence in `sentences.json`. */
export type Code = keyof DataNames;

/** What stands in a sentence. `why` is another refusal, the reason with which the sentence ends. */
type Data<Name extends string> = { readonly [N in Name]: N extends 'why' ? Refusal : string | number };

/** Why something is refused, or what is wrong with it: the code of its sentence and what changes in that. */
export type Refusal = { [C in Code]: { readonly code: C } & Data<DataNames[C]> }[Code];

/** Whether something was refused, of what has no `code` of its own. */
export const isRefusal = (value: unknown): value is Refusal =>
  typeof value === 'object' && value !== null && 'code' in value && typeof value.code === 'string';
