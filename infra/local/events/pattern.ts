/** Event patterns as in the template: lists of exact values at any depth. A list matches when one of its items does. */
type Pattern = { readonly [key: string]: Pattern | readonly unknown[] };

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isScalar = (value: unknown): boolean => value === null || ['string', 'number', 'boolean'].includes(typeof value);

function check(pattern: unknown, path: string): Pattern {
  if (!isObject(pattern)) throw new Error(`The event pattern at ${path} is not understood.`);
  for (const [key, value] of Object.entries(pattern)) {
    const here = path ? `${path}.${key}` : key;
    if (!Array.isArray(value)) check(value, here);
    else if (!value.every(isScalar))
      throw new Error(`The event pattern at ${here} has an operator that does not run locally.`);
  }
  return pattern as Pattern;
}

const matches = (pattern: Pattern, value: unknown): boolean =>
  Object.entries(pattern).every(([key, wanted]) => {
    const found = isObject(value) ? value[key] : undefined;
    if (!Array.isArray(wanted)) return matches(wanted as Pattern, found);
    return [found].flat().some((one) => wanted.includes(one));
  });

/** Compiles a rule's pattern; refuses operators (prefix, exists …), since none is used. */
export function createPattern(pattern: unknown): (event: object) => boolean {
  const compiled = check(pattern, '');
  return (event) => matches(compiled, event);
}
