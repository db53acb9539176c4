/** Refusals as English sentences (TextIt's own if it has one), and with `Prefer: codes` as codes (ADR 062). */
import { sentences, withHints } from '#sentences';
import type { Problem } from '../domain/flows/problem.ts';
import { type Code, isRefusal, type Refusal } from '../domain/refusals/refusal.ts';

/** Refusals by field, and of its items by index or key; of a flow with their places. */
export type Refusals = Refusal | Problem | readonly Refusals[] | { readonly [key: string]: Refusals };

interface Coded {
  readonly code: Code;
  readonly data: Readonly<Record<string, string>>;
}

type Datum = string | number | Refusal;

const worded = (datum: Datum): string => (typeof datum === 'object' ? sentenceOf(datum) : String(datum));

export const sentenceOf = ({ code, ...data }: Refusal): string =>
  sentences()[code].replace(/\{(\w+)\}/g, (_, name: string) =>
    worded((data as Readonly<Record<string, Datum>>)[name] ?? ''),
  );

export const codeOf = ({ code, ...data }: Refusal): Coded => ({
  code,
  data: Object.fromEntries(Object.entries(data).map(([name, datum]) => [name, worded(datum)])),
});

/** A body with the sentence of each refusal in its place. */
export function sentencesOf(value: unknown): unknown {
  if (isRefusal(value)) return sentenceOf(value);
  if (Array.isArray(value)) return withHints(value).map(sentencesOf);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, sentencesOf(part)]));
}

/** The codes of a body's refusals, in its own shape. */
export function codesOf(value: unknown): unknown {
  if (isRefusal(value)) return codeOf(value);
  if (Array.isArray(value)) return withHints(value).map(codesOf);
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, codesOf(part)]));
}
