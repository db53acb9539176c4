/**
 * A pattern that is made when first needed. For those with `\p{…}`, or with `i` and `u` together: V8 builds their tables of
 * characters while it reads the literal, 0.3 ms each, at every start and even in a function that nobody calls
 * (docs/adr/006-cjs-bundles.md).
 */
export function lazyPattern(source: string, flags: string): () => RegExp {
  let pattern: RegExp | undefined;
  return () => {
    pattern ??= new RegExp(source, flags);
    return pattern;
  };
}
