import { countryOf } from '../contacts/phones.ts';

/** Numbers that are looked at: more say no more. */
const ENOUGH = 2_000;
/** Fewer numbers say less than the time zone. */
const A_FEW = 3;
/** Of the numbers, at least this part is of the country. */
const MOST = 0.8;

/** Counts the countries of an import's numbers with a country code. */
export class Countries {
  readonly #counts = new Map<string, number>();
  #all = 0;

  add(cell: string): void {
    if (this.#all >= ENOUGH || !/^\s*(?:tel:|whatsapp:)?\s*(?:\+|00|\d{11})/i.test(cell)) return;
    const country = countryOf(cell.replace(/^\D*(?:00)?/, '+'));
    if (country === null) return;
    this.#all++;
    this.#counts.set(country, (this.#counts.get(country) ?? 0) + 1);
  }

  /** The country of numbers without a code: that of most others, or of the time zone; null: nothing tells it. */
  probable(timezone: string): string | null {
    const [most = null] = [...this.#counts].toSorted(([, one], [, other]) => other - one);
    const sure = most !== null && most[1] >= this.#all * MOST ? most[0] : null;
    if (this.#all >= A_FEW) return sure;
    return countryOfZone(timezone) ?? sure;
  }
}

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

/** The only country with a time zone (CLDR), or null. */
function countryOfZone(timezone: string): string | null {
  const zone = new Intl.DateTimeFormat('en', { timeZone: timezone }).resolvedOptions().timeZone;
  const countries = LETTERS.flatMap((a) => LETTERS.map((b) => a + b)).filter((country) =>
    zonesOf(country).some((one) => one === timezone || one === zone),
  );
  return countries.length === 1 ? (countries[0] ?? null) : null;
}

/** Newer than TypeScript's types (ECMA-402 2025). */
interface WithZones {
  getTimeZones(): string[] | undefined;
}

const zonesOf = (country: string): readonly string[] =>
  (new Intl.Locale(`und-${country}`) as Intl.Locale & WithZones).getTimeZones() ?? [];
