/** Names of columns and cells of files are the same whatever their case, spaces and invisible characters. */
export const foldedText = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toUpperCase()
    .toLowerCase();
