/**
 * The words of a text: split at the given characters, or, without any, as TextIt finds words: runs of letters, marks, digits
 * and `_`; a symbol such as an emoji is a word of its own.
 */
export function wordsOf(text: string, delimiters = ''): readonly string[] {
  if (delimiters === '') return text.match(/[\p{L}\p{M}\p{N}_]+|\p{So}/gu) ?? [];
  const apart = new Set(delimiters);
  const words = [''];
  for (const character of text) {
    if (apart.has(character)) words.push('');
    else words[words.length - 1] += character;
  }
  return words.filter(Boolean);
}
