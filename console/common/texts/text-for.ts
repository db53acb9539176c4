/** What is said for a word of the API; undefined for a word that only a newer service has. */
export const textFor = <Said>(words: Readonly<Record<string, Said>>, word: string): Said | undefined =>
  Object.hasOwn(words, word) ? words[word] : undefined;
