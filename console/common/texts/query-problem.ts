import type { Texts } from './catalogue.ts';
import { textFor } from './text-for.ts';
import { filled, type Text } from './texts-of.ts';

interface Told {
  readonly code: string;
  /** What the service or the reader of queries says in English, with an example. */
  readonly hint: string;
  readonly extra: Readonly<Record<string, string>> | null;
}

/** What is wrong with a search, in the user's language; the English hint for the code of a newer service. */
export const queryProblem = ({ code, hint, extra }: Told, { errors }: Texts['query']): string =>
  filled(textFor<Text>(errors, code) ?? hint, { ...extra, hint });
