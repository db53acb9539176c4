/** A text's words: between the given characters, or TextIt's: runs of letters, digits, `_`, `'`, or a symbol. */
export function splitWords(text: string, delimiters = ''): readonly string[] {
  if (delimiters === '') return text.match(WORD) ?? [];
  const apart = new Set(delimiters);
  const words = [''];
  for (const character of text) {
    if (apart.has(character)) words.push('');
    else words[words.length - 1] += character;
  }
  return words.filter(Boolean);
}

const WORD = /[\p{L}\p{M}\p{N}_']+|\p{S}/gu;

/** The text from its second word on; empty when there is none. */
export function afterFirstWord(text: string): string {
  const words = text.matchAll(WORD);
  words.next();
  const second = words.next();
  return second.done ? '' : text.slice(second.value.index);
}
