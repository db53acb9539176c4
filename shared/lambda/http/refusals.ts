/** Refusals as English sentences (TextIt's own if it has one), and with `Prefer: codes` as codes (ADR 062). */

import * as z from 'zod/mini';
import type { Problem } from '../../domain/flows/problem.ts';
import { type Code, isRefusal, type Refusal } from '../../domain/refusals/refusal.ts';
import { named } from './presenter.ts';
import { refusalData, refusalWords } from './refusal-words.ts';

/** Refusals by field, and of its items by index or key; of a flow with their places. */
export type Refusals = Refusal | Problem | readonly Refusals[] | { readonly [key: string]: Refusals };

export const sentenceOf = (refusal: Refusal): string => refusalWords(refusal);

export const codeOf = ({ code, ...data }: Refusal): { readonly code: Code; readonly data: Data } => ({
  code,
  data: refusalData(data),
});

type Data = Readonly<Record<string, string>>;

/** What `codeOf` gives. The API's document lists the codes, so that no function has all their sentences. */
export const coded = named(
  'Coded',
  z.object({ code: z.string() as z.ZodMiniType<Code, string>, data: z.record(z.string(), z.string()) }),
);

/** A body with the sentence of each refusal in its place. */
export function sentencesOf(value: unknown): unknown {
  if (isRefusal(value)) return sentenceOf(value);
  if (Array.isArray(value)) return value.map(sentencesOf);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, sentencesOf(part)]));
}

/** The codes of a body's refusals, in its own shape. */
export function codesOf(value: unknown): unknown {
  if (isRefusal(value)) return codeOf(value);
  if (Array.isArray(value)) return value.map(codesOf);
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, codesOf(part)]));
}
