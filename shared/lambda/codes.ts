/**
 * Codes of the sentences of refusals, for clients that speak another language than English. The sentences are exact,
 * most of them TextIt's, and so a code is what a sentence says: it is looked up at the edge, for a request that has
 * `Prefer: codes`, and no refusal knows of it.
 */
import { sentences } from '#sentences';
import type { Code } from './sentences/index.ts';

interface Coded {
  /** `other` for a sentence that has none. */
  readonly code: Code | 'other';
  readonly data: Readonly<Record<string, string>>;
}

const escaped = (literal: string): string => literal.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

interface Pattern {
  readonly code: Code;
  readonly pattern: RegExp;
}

/** A sentence as a pattern, with a group for each thing in braces. */
const patternOf = ([code, sentence]: readonly [string, string]): Pattern => {
  const parts = sentence.split(/\{(\w+)\}/);
  const source = parts.map((part, index) => (index % 2 === 0 ? escaped(part) : `(?<${part}>.*?)`)).join('');
  return { code: code as Code, pattern: new RegExp(`^${source}$`, 's') };
};

let patterns: readonly Pattern[] | undefined;

export function codeOf(sentence: string): Coded {
  patterns ??= Object.entries(sentences()).map(patternOf);
  for (const { code, pattern } of patterns) {
    const match = pattern.exec(sentence);
    if (match) return { code, data: { ...match.groups } };
  }
  return { code: 'other', data: {} };
}

type Codes = Coded | readonly Codes[] | { readonly [key: string]: Codes };

/** The codes of the sentences of a body, in its own shape. */
export function codesOf(value: unknown): Codes {
  if (typeof value === 'string') return codeOf(value);
  if (Array.isArray(value)) return value.map(codesOf);
  return Object.fromEntries(
    Object.entries(value as object)
      .filter(([, part]) => typeof part === 'string' || (typeof part === 'object' && part !== null))
      .map(([key, part]) => [key, codesOf(part)]),
  );
}

/**
 * The body of a refusal with `codes` beside its sentences. One that has a code of its own, as those of queries have,
 * stays as it is.
 */
export const withCodes = (body: object): object => ('code' in body ? body : { ...body, codes: codesOf(body) });

/** Whether a request asks for them (RFC 7240). */
export const wantsCodes = (headers: Readonly<Record<string, string | undefined>>): boolean =>
  (headers['prefer'] ?? '').split(',').some((preference) => preference.trim().toLowerCase() === 'codes');
