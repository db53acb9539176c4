/** The first characters of a text, at most as many. None is cut in half: half of a surrogate pair cannot be stored. */
export const truncate = (text: string, most: number): string =>
  text.length <= most ? text : Array.from(text).slice(0, most).join('');
