/** The first characters of a text. None is cut in half, because half of a surrogate pair cannot be stored. */
export const truncate = (text: string, most: number): string =>
  text.length <= most ? text : Array.from(text).slice(0, most).join('');
