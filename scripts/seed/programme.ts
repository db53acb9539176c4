import { allFakers, type Faker } from '@faker-js/faker';
import { type CountryCode, getExampleNumber, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/mobile/examples';

/** A generated programme: the same for the same seed and number of contacts; dates count back from the given day. */
export interface SeedContact {
  readonly urn: string;
  readonly name: string;
  readonly language: string;
  readonly group: string | null;
  readonly fields: Readonly<Record<string, string>>;
  /** Days since the last sign of life; null: never seen. */
  readonly seenDaysAgo: number | null;
}

export const GROUPS = ['Mothers 2026', 'Clinic volunteers'] as const;

export const FIELDS = [
  { key: 'district', name: 'District', type: 'text' },
  { key: 'age', name: 'Age', type: 'number' },
  { key: 'joined', name: 'Joined', type: 'datetime' },
] as const;

type Locale = keyof typeof allFakers;

/** Some dozen countries, each with the script of its people's names. */
const PEOPLE: readonly { country: CountryCode; locale: Locale; language: string }[] = [
  { country: 'RW', locale: 'fr', language: 'kin' },
  { country: 'NG', locale: 'en_NG', language: 'eng' },
  { country: 'NG', locale: 'yo_NG', language: 'yor' },
  { country: 'GH', locale: 'en_GH', language: 'eng' },
  { country: 'SN', locale: 'fr_SN', language: 'fra' },
  { country: 'ZA', locale: 'zu_ZA', language: 'zul' },
  { country: 'EG', locale: 'ar', language: 'ara' },
  { country: 'IN', locale: 'en_IN', language: 'eng' },
  { country: 'NP', locale: 'ne', language: 'nep' },
  { country: 'IR', locale: 'fa', language: 'fas' },
  { country: 'PK', locale: 'ur', language: 'urd' },
  { country: 'ID', locale: 'id_ID', language: 'ind' },
  { country: 'VN', locale: 'vi', language: 'vie' },
  { country: 'TH', locale: 'th', language: 'tha' },
  { country: 'UA', locale: 'uk', language: 'ukr' },
  { country: 'AM', locale: 'hy', language: 'hye' },
  { country: 'GE', locale: 'ka_GE', language: 'kat' },
  { country: 'MX', locale: 'es_MX', language: 'spa' },
  { country: 'BR', locale: 'pt_BR', language: 'por' },
  { country: 'JP', locale: 'ja', language: 'jpn' },
];

const DAYS_BACK = 3 * 365;
const NEVER_SEEN = 0.08;
const IN_A_GROUP = 0.7;

/** The contacts one at a time, so that a million need no memory. */
export function* programme(count: number, seed: number, today: Date): Generator<SeedContact, undefined> {
  // Each has its own seed; with one seed, every country would draw the same digits.
  for (const [index, { locale }] of PEOPLE.entries()) allFakers[locale].seed(seed * 1_000 + index);
  const taken = new Set<string>();
  for (let index = 0; index < count; index++) {
    const person = PEOPLE[index % PEOPLE.length] as (typeof PEOPLE)[number];
    yield contact(person, allFakers[person.locale], taken, today);
  }
}

function contact(
  { country, language }: (typeof PEOPLE)[number],
  faker: Faker,
  taken: Set<string>,
  today: Date,
): SeedContact {
  const { number, helpers, date, person, location } = faker;
  return {
    urn: `tel:${phone(country, faker, taken)}`,
    name: person.fullName().slice(0, 64),
    language,
    group: helpers.maybe(() => helpers.arrayElement(GROUPS), { probability: IN_A_GROUP }) ?? null,
    fields: {
      district: location.city(),
      age: String(number.int({ min: 15, max: 85 })),
      joined: date.recent({ days: DAYS_BACK, refDate: today }).toISOString().slice(0, 10),
    },
    seenDaysAgo: helpers.maybe(() => null, { probability: NEVER_SEEN }) === null ? null : seenDaysAgo(faker),
  };
}

/** Half of the people in the last quarter, the others ever fewer over three years. */
function seenDaysAgo({ number }: Faker): number {
  return number.float() < 0.5 ? number.int({ min: 0, max: 90 }) : number.int({ min: 91, max: DAYS_BACK });
}

/** A number that is valid in the country and unique here: a known good one with other last digits. */
function phone(country: CountryCode, { string }: Faker, taken: Set<string>): string {
  const example = getExampleNumber(country, examples)?.number ?? '';
  for (;;) {
    const candidate = `${example.slice(0, -6)}${string.numeric(6)}`;
    if (taken.has(candidate) || !parsePhoneNumberFromString(candidate)?.isValid()) continue;
    taken.add(candidate);
    return candidate;
  }
}
