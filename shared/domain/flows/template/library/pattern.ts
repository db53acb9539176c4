import { RE2JS } from 're2js';
import { readingSteps } from '../budget.ts';
import { EvaluationError } from '../error.ts';
import { sizeOf, type Value } from '../value.ts';

/** Characters of a pattern. A pattern comes from a flow's author; its length bounds the work for each character of a text. */
const MAX_PATTERN = 1_000;

/** Compiled patterns that are kept: a flow uses the same few for every contact of a slice. */
const KEPT = 100;

const kept = new Map<string, RE2JS>();

/**
 * The groups of the first match of a pattern in a text, the whole match first; null when there is none. A group without a part in
 * the match is empty. Throws EvaluationError for a pattern that is refused.
 *
 * The engine is RE2's (`re2js`), as in TextIt: the same syntax, without look-around and back-references, and a time linear in the
 * text. Letters match in any case, `^` and `$` at every line (TextIt 8.9).
 */
export function matchPattern(source: string, text: string): readonly string[] | null {
  const matcher = compiled(source).matcher(text);
  if (!matcher.find()) return null;
  return Array.from({ length: matcher.groupCount() + 1 }, (_, group) => matcher.group(group) ?? '');
}

/** Characters of a pattern that the engine follows at no extra cost. */
const SHORT_PATTERN = 32;

/** Steps of matching a pattern, the second value, in a text, the first: each character costs more under a long pattern. */
export const matchingSteps = ([text = null, pattern = null]: readonly Value[]): number =>
  readingSteps(text) * Math.ceil(sizeOf(pattern) / SHORT_PATTERN) + readingSteps(pattern);

/** Why a pattern is refused, or null. */
export function patternProblem(source: string): string | null {
  try {
    compiled(source);
    return null;
  } catch (error) {
    if (error instanceof EvaluationError) return error.message;
    throw error;
  }
}

function compiled(source: string): RE2JS {
  const known = kept.get(source);
  if (known !== undefined) return known;
  if (source.length > MAX_PATTERN) throw new EvaluationError('regular expression is too long');
  const pattern = compile(source);
  const [oldest] = kept.keys();
  if (kept.size >= KEPT && oldest !== undefined) kept.delete(oldest);
  kept.set(source, pattern);
  return pattern;
}

/** The engine throws for nothing else than a pattern that it refuses. */
function compile(source: string): RE2JS {
  try {
    return RE2JS.compile(`(?im)${source}`);
  } catch {
    throw new EvaluationError('invalid regular expression');
  }
}
