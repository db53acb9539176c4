import { getCountries } from 'libphonenumber-js/min';
import { countryOf, e164 } from '../contacts/phones.ts';

/** Numbers that are looked at: more say no more. */
const ENOUGH = 2_000;
/** Fewer numbers say less than the time zone. */
const A_FEW = 3;
/** Of the numbers, at least this part is of the country. */
const MOST = 0.8;

/** Twelve digits have a country code, if they begin with one. */
const CODED = /^\s*(?:(?:tel|whatsapp):\s*)?(?:\+|00|\d{12})/i;
const NATIONAL = /^\s*0?[1-9][\d\s().-]{6,12}$/;

/** What was counted, as it can be stored. */
interface CountedCountries {
  readonly counts: Record<string, number>;
  all: number;
  /** A number that needs a country. */
  national: string | null;
}

/** Counts the countries of an import's numbers with a country code. */
export class Countries {
  readonly kept: CountedCountries;

  /** @param kept - what was counted before */
  constructor(kept: CountedCountries = { counts: {}, all: 0, national: null }) {
    this.kept = kept;
  }

  add(cell: string): void {
    const isCoded = CODED.test(cell);
    if (isCoded && this.kept.all >= ENOUGH) return;
    const country = isCoded ? countryOf(cell.replace(/^\D*(?:00)?/, '+')) : null;
    if (country === null) {
      if (NATIONAL.test(cell)) this.kept.national ??= cell;
      return;
    }
    this.kept.all++;
    this.kept.counts[country] = (this.kept.counts[country] ?? 0) + 1;
  }

  /** The country of numbers without a code: that of most others, or of the time zone; null: nothing tells it. */
  probable(timezone: string): string | null {
    if (this.kept.all >= A_FEW) return this.#usual;
    return countryOfZone(timezone) ?? this.#usual;
  }

  /** The country of most numbers, where those without a code are read as another country's; null: no doubt. */
  otherThan(country: string | null): string | null {
    const usual = this.kept.all >= A_FEW ? this.#usual : null;
    if (country === null || usual === null || this.kept.national === null) return null;
    const [read, meant] = [country, usual].map((one) => e164(this.kept.national ?? '', one));
    return read !== null && meant !== null && read !== meant ? usual : null;
  }

  get #usual(): string | null {
    const [most = null] = Object.entries(this.kept.counts).toSorted(([, one], [, other]) => other - one);
    return most !== null && most[1] >= this.kept.all * MOST ? most[0] : null;
  }
}

/** The only country with a time zone (CLDR), or null. Former countries, such as Zaire, have no numbers any more. */
function countryOfZone(timezone: string): string | null {
  const zone = new Intl.DateTimeFormat('en', { timeZone: timezone }).resolvedOptions().timeZone;
  const countries = getCountries().filter((country) =>
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
