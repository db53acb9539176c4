/** The two letters whose lower case in JavaScript is two letters, or depends on the place in the word. */
const UNLIKE = /[\u0130\u03a3]/g;

/** Letter by letter, as in TextIt: `İ` is `i`, and `Σ` is `σ` at the end of a word as well. */
export const lowerCase = (text: string): string =>
  text.replace(UNLIKE, (letter) => (letter === '\u0130' ? 'i' : '\u03c3')).toLowerCase();
