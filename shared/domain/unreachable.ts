/** Ends a switch over a union: a member without a case does not compile. Throws for a value that no type allows. */
export function unreachable(value: never): never {
  throw new TypeError(`Unexpected value: ${JSON.stringify(value)}`);
}
