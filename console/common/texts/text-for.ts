/** The text for a word of the API; undefined for a word that only a newer service knows. */
export const textFor = <Text>(labels: Readonly<Record<string, Text>>, word: string): Text | undefined =>
  Object.hasOwn(labels, word) ? labels[word] : undefined;
