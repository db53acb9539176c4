/** The text for a word of the API; undefined for a word that only a newer service knows. */
export const textFor = <Text>(words: Readonly<Record<string, Text>>, word: string): Text | undefined =>
  Object.hasOwn(words, word) ? words[word] : undefined;
