/** Made at its first use: the first object of `Intl` takes 7 ms, a quarter of a function's load time. */
let collator: Intl.Collator | undefined;

/** The order of names in every sorted list, whatever language its reader has: as English orders letters. */
export function compareNames(a: string, b: string): number {
  collator ??= new Intl.Collator('en');
  return collator.compare(a, b);
}
