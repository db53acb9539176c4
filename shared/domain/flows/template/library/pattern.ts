import { RE2JS } from 're2js';
import { EvaluationError } from '../../../template-values/error.ts';
import { sizeOf, type Value } from '../../../template-values/value.ts';
import { readingSteps } from '../budget.ts';

/** Characters of a pattern. An author writes it, and its length bounds the work for each character of a text. */
const MAX_PATTERN = 1_000;

/** Compiled patterns that are cached: a flow uses the same few for every contact of a slice. */
const KEPT = 100;

const kept = new Map<string, RE2JS>();

/**
 * The groups of a pattern's first match, the whole match first (one outside it is empty); null without a match. RE2 by
 * `re2js`, as in TextIt: linear time, no look-around. Case does not matter, and `^` and `$` match at every line (TextIt
 * 8.9). Throws EvaluationError for a refused pattern.
 */
export function matchPattern(source: string, text: string): readonly string[] | null {
  const matcher = compiled(source).matcher(text);
  if (!matcher.find()) return null;
  return Array.from({ length: matcher.groupCount() + 1 }, (_, group) => matcher.group(group) ?? '');
}

/** Characters of a pattern that cost nothing extra. */
const SHORT_PATTERN = 32;

/** Steps of matching a pattern in a text: each character costs more under a long pattern. */
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

/** The engine throws only when it refuses a pattern. */
function compile(source: string): RE2JS {
  try {
    return RE2JS.compile(`(?im)${source}`);
  } catch {
    throw new EvaluationError('invalid regular expression');
  }
}
