/** A person of whom each thing is a word or number that occurs nowhere else, so that it can be looked for in bytes. */
export interface Person {
  readonly letter: string;
  readonly name: string;
  /** National number; the URN is that of Rwanda. */
  readonly number: string;
  readonly urn: string;
  readonly mail: string;
  readonly display: string;
  /** Values of a text and a number field. */
  readonly nickname: string;
  readonly card: string;
  readonly note: string;
  readonly text: string;
  readonly externalId: string;
}

/** @param letter - one of A to Z, which makes the person unlike the others */
export function personOf(letter: string): Person {
  const digit = (letter.charCodeAt(0) - 64).toString().padStart(2, '0');
  return {
    letter,
    name: `Zibarinda${letter}`,
    number: `7889145${digit}`,
    urn: `tel:+2507889145${digit}`,
    mail: `imbaraga-${letter}@example.org`,
    display: `umwiza-${letter}`,
    nickname: `Umusambi${letter}`,
    card: `77415520${digit}`,
    note: `Inzovu${letter}`,
    text: `Ijambo${letter}`,
    externalId: `ext-5582-${letter}`,
  };
}

/** What must be found nowhere; the URN holds the number. */
export const marksOf = ({ letter: _, urn: __, ...marks }: Person): readonly string[] => Object.values(marks);
