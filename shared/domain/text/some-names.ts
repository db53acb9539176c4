/** Names in a sentence; whoever needs all of them asks for the list. */
const MOST_NAMES = 10;

/** The first names of a list, as a sentence has them: `Ann, Bob, …`. */
export const someNames = (names: readonly string[]): string =>
  [...names.slice(0, MOST_NAMES), ...(names.length > MOST_NAMES ? ['…'] : [])].join(', ');
