import { isObject } from '../assembly/intrinsics.ts';

/**
 * Patterns of streams and of the event bus as in the template: exact values (`["CONTACT"]`) and prefixes
 * (`[{"prefix":"MSG#"}]`) at any depth. A list matches when one of its items does.
 */
type Pattern = { readonly [key: string]: Pattern | readonly unknown[] };

const isScalar = (value: unknown): boolean => value === null || ['string', 'number', 'boolean'].includes(typeof value);

const isPrefix = (value: unknown): value is { readonly prefix: string } =>
  isObject(value) && Object.keys(value).length === 1 && typeof value['prefix'] === 'string';

function check(pattern: unknown, path: string): Pattern {
  if (!isObject(pattern)) throw new Error(`The event pattern at ${path} is not understood.`);
  for (const [key, value] of Object.entries(pattern)) {
    const here = path ? `${path}.${key}` : key;
    if (!Array.isArray(value)) check(value, here);
    else if (!value.every((rule) => isScalar(rule) || isPrefix(rule)))
      throw new Error(`The event pattern at ${here} has an operator that does not run locally.`);
  }
  return pattern as Pattern;
}

const passes = (rule: unknown, found: unknown): boolean =>
  isPrefix(rule) ? typeof found === 'string' && found.startsWith(rule.prefix) : rule === found;

const matches = (pattern: Pattern, value: unknown): boolean =>
  Object.entries(pattern).every(([key, wanted]) => {
    const found = isObject(value) ? value[key] : undefined;
    if (!Array.isArray(wanted)) return matches(wanted as Pattern, found);
    return [found].flat().some((one) => wanted.some((rule) => passes(rule, one)));
  });

/** Compiles a pattern. Refuses operators that are not used. */
export function createPattern(pattern: unknown): (value: unknown) => boolean {
  const compiled = check(pattern, '');
  return (value) => matches(compiled, value);
}

/** Compiles a source's filters: any that matches, or none. */
export function createFilter(patterns: readonly string[]): (record: unknown) => boolean {
  const compiled = patterns.map((pattern) => createPattern(JSON.parse(pattern)));
  return (record) => compiled.length === 0 || compiled.some((passes) => passes(record));
}
