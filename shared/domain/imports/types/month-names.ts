/** The beginnings of the names of months in English, French, Spanish and Portuguese, without accents. */
const BEGINNINGS = [
  ...['jan|ene', 'feb|fev', 'mar', 'apr|avr|abr', 'may|mai', 'jun|juin'],
  ...['jul|juil', 'aug|aou|ago', 'sep|set', 'oct|out', 'nov', 'dec|dic|dez'],
].map((names) => names.split('|'));

/** The longest name has ten letters: `septiembre`. */
const MOST_LETTERS = 10;

/** A month's number by its name or its beginning, from 1; null for another word. */
export function monthOf(word: string): number | null {
  const plain = word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  if (plain.length < 3 || plain.length > MOST_LETTERS) return null;
  const month = BEGINNINGS.findIndex((names) => names.some((name) => plain.startsWith(name)));
  return month < 0 ? null : month + 1;
}
