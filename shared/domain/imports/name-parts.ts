import { plainWords } from './consent/plain-words.ts';
import type { FileRecord } from './record.ts';

type Cell = FileRecord['cells'][number];

/** The parts of a name in the order in which they are spoken, by the words of their headings. */
const PARTS = [
  /^(?:prefix|salutation|name prefix)$/,
  /(?:first|given|fore|christian) ?name|prenom|^nombres$/,
  /(?:middle|additional|second|other) ?names?/,
  /(?:last|family|sur) ?name|nom de famille|apellido|sobrenome/,
  /suffix/,
];
const [FIRST, LAST] = [1, 3];

const partOf = (column: string): number => {
  const words = plainWords(column).join(' ');
  return PARTS.findIndex((part) => part.test(words));
};

/**
 * Cells with those of names as they are spoken: `Last name` after `First name`, and no part beside a whole name that
 * has it. `Name` beside a surname is a first name, and `Nom` beside a first name is a surname.
 *
 * @param isName - whether a column is one of names
 */
export function inNameOrder(cells: FileRecord['cells'], isName: (column: string) => boolean): FileRecord['cells'] {
  const names = cells.filter(([column, text]) => isName(column) && text.trim() !== '');
  if (names.length < 2) return cells;
  const parts = names.map((cell) => ({ cell, part: partOf(cell[0]) }));
  const wholes = parts.filter(({ part }) => part < 0);
  const others = parts.filter(({ part }) => part >= 0);
  if (others.length === 0) return cells;
  const has = (wanted: number) => others.some(({ part }) => part === wanted);
  const isWhole = wholes.some(({ cell }) => others.every((other) => contains(cell, other.cell)));
  const spoken =
    isWhole || (wholes.length > 0 && has(FIRST) && has(LAST))
      ? wholes
      : [...others, ...wholes.map(({ cell }) => ({ cell, part: has(FIRST) ? LAST : FIRST }))].toSorted(
          (one, other) => one.part - other.part,
        );
  return [...spoken.map(({ cell }) => cell), ...cells.filter((cell) => !names.includes(cell))];
}

const contains = ([, whole]: Cell, [, part]: Cell): boolean => whole.toLowerCase().includes(part.trim().toLowerCase());
