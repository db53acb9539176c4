/** About sixty people, such that every query's result can be computed by hand, and the queries. */

import { type Client, phone, setStatus, sideBySide } from '../../support/api/client.ts';
import type { InProcess } from '../../support/in-process/service.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Today at noon UTC; in Kigali, where the workspace is, two hours later. */
export const NOON = Date.UTC(2027, 2, 1, 12);
const KIGALI = 2 * HOUR;

type Status = 'active' | 'archived' | 'stopped' | 'blocked';

export interface Person {
  readonly uuid: string;
  readonly name: string | null;
  readonly language: string | null;
  readonly urns: readonly string[];
  readonly age: number | null;
  readonly district: string | null;
  /** A calendar day. */
  readonly joined: string | null;
  readonly group: 'Mothers' | 'Clinic' | null;
  readonly status: Status;
  /** Milliseconds, as the next. */
  readonly createdOn: number;
  readonly seenOn: number | null;
}

type Plan = Omit<Person, 'uuid'>;

const NAMES = ['Ann Mukamana', 'Anna-Maria O’Brien', 'Bob Smithwick', 'José Peña', '王小明', null];
const LANGUAGES = ['kin', 'fra', null];
const DISTRICTS = ['Kigali City', 'kigali city', 'Huye', null];
const JOINED = ['2026-12-31', '2027-01-01', '2027-01-02', null];
/** Days; around the boundaries that the queries ask for. */
const SEEN = [0, 1, 7, 28, 30, 31, 89, 90, 91, 120, null];
const COUNT = 66;
/** The second half was created today, the first a month ago. */
const EARLY = COUNT / 2;
const MONTH_AGO = NOON - 30 * DAY;

const at = <T>(values: readonly T[], n: number): T => values[n % values.length] as T;

function planned(n: number): Plan {
  const days = at(SEEN, n);
  return {
    name: at(NAMES, n),
    language: at(LANGUAGES, Math.floor(n / 2)),
    urns: n % 13 === 12 ? [] : n % 5 === 0 ? [phone(n), `mailto:person${n}@example.org`] : [phone(n)],
    age: n % 7 === 6 ? null : 10 + n,
    district: at(DISTRICTS, Math.floor(n / 3)),
    joined: at(JOINED, Math.floor(n / 4)),
    group: n % 9 === 8 ? null : n % 3 === 0 ? 'Mothers' : 'Clinic',
    status: n % 11 === 7 ? 'archived' : n % 23 === 22 ? 'stopped' : n % 29 === 28 ? 'blocked' : 'active',
    createdOn: n < EARLY ? MONTH_AGO : NOON,
    // Some a quarter of an hour after midnight in Kigali, which is the day before by UTC.
    seenOn: days === null || n % 13 === 12 ? null : NOON - days * DAY - (n % 2 === 0 ? 0 : 13.75 * HOUR),
  };
}

async function create(client: Client, { name, language, urns, age, district, joined, group }: Plan): Promise<string> {
  const fields = { age: age === null ? null : String(age), district, joined };
  return (await client.post('contacts.json', { name, language, urns, fields, groups: group ? [group] : [] })).uuid;
}

async function see(client: Client, { urns: [urn], seenOn }: Plan): Promise<void> {
  if (seenOn === null) return;
  const occurred_on = new Date(seenOn).toISOString();
  await client.post('events.json', { type: 'msg_received', urn, text: 'Muraho', occurred_on });
}

/** Fills a workspace with the people; afterwards the clock is at `NOON`, and contacts not seen for long are dormant. */
export async function createSearched(service: InProcess, client: Client): Promise<Person[]> {
  await client.post('settings.json', { country: 'RW', timezone: 'Africa/Kigali', date_style: 'year_first' });
  await client.post('fields.json', { name: 'Age', type: 'number' });
  await client.post('fields.json', { name: 'District', type: 'text' });
  await client.post('fields.json', { name: 'Joined', type: 'datetime' });
  for (const name of ['Mothers', 'Clinic']) await client.post('groups.json', { name });
  const plans = Array.from({ length: COUNT }, (_, n) => planned(n));
  await service.goTo(MONTH_AGO);
  const early = await sideBySide(plans.slice(0, EARLY), (plan) => create(client, plan));
  await service.goTo(NOON);
  const late = await sideBySide(plans.slice(EARLY), (plan) => create(client, plan));
  await sideBySide(plans, (plan) => see(client, plan));
  const people = plans.map((plan, n) => ({ ...plan, uuid: [...early, ...late][n] ?? '' }));
  for (const status of ['archived', 'stopped', 'blocked'] as const) {
    const those = people.filter((person) => person.status === status);
    await setStatus(client, status, ...those.map(({ uuid }) => uuid));
  }
  await service.run('flag-dormant');
  await service.settle();
  // Contacts that are not active are in no group any more.
  return people.map((person) => (person.status === 'active' ? person : { ...person, group: null }));
}

/** Calendar days in Kigali from a time to today; null when there is no time. */
const daysAgo = (time: number | null): number | null =>
  time === null ? null : Math.floor((NOON + KIGALI) / DAY) - Math.floor((time + KIGALI) / DAY);

const seenDaysAgo = ({ seenOn }: Person) => daysAgo(seenOn);
const createdDaysAgo = ({ createdOn }: Person) => daysAgo(createdOn) ?? 0;
const is = (value: number | null, test: (value: number) => boolean): boolean => value !== null && test(value);
const has = ({ urns }: Person, part: string) => urns.some((urn) => urn.slice(urn.indexOf(':') + 1).includes(part));
const begins = ({ name }: Person, ...starts: string[]) =>
  (name ?? '')
    .toLowerCase()
    .split(/[^\p{L}’]+/u)
    .some((word) => starts.some((start) => word.startsWith(start)));
/** Not seen for 90 days when the sweep ran, which was some seconds after noon. */
export const isDormant = ({ status, seenOn, createdOn }: Person): boolean =>
  status === 'active' && (seenOn ?? createdOn) <= NOON - 90 * DAY;

interface Case {
  readonly query: string;
  /** The normal form that the answer must have. */
  readonly normal: string;
  readonly matches: (person: Person) => boolean;
}

const [AGED, QUIET] = ['fields.age', 'last_seen_on'];

/** A query, its normal form, and whom it matches, in any folder. */
export const CASES: readonly Case[] = (
  [
    ['ann', 'name ~ "ann"', (p) => begins(p, 'ann')],
    ['Name HAS smith', 'name ~ "smith"', (p) => begins(p, 'smith')],
    ['name = "bob SMITHWICK"', 'name = "bob SMITHWICK"', ({ name }) => name === 'Bob Smithwick'],
    ['name is ""', 'name = ""', ({ name }) => name === null],
    ['name != "José Peña"', 'name != "José Peña"', ({ name }) => name !== 'José Peña'],
    ['王', 'name ~ "王"', ({ name }) => name === '王小明'],
    ['language = kin', 'language = "kin"', ({ language }) => language === 'kin'],
    ['language = ""', 'language = ""', ({ language }) => language === null],
    ['language != kin', 'language != "kin"', ({ language }) => language !== 'kin'],
    ['age > 40', `${AGED} > 40`, ({ age }) => is(age, (n) => n > 40)],
    ['AGE >= "20" and age<30', `${AGED} >= 20 AND ${AGED} < 30`, ({ age }) => is(age, (n) => n >= 20 && n < 30)],
    ['age = ""', `${AGED} = ""`, ({ age }) => age === null],
    ['age != 12.0', `${AGED} != 12.0`, ({ age }) => age !== 12],
    ['district = "KIGALI city"', 'fields.district = "KIGALI city"', ({ district }) => /kigali/i.test(district ?? '')],
    ['fields.district != huye', 'fields.district != "huye"', ({ district }) => district !== 'Huye'],
    ['joined = 2027-01-01', 'fields.joined = "2027-01-01"', ({ joined }) => joined === '2027-01-01'],
    ['joined > 2027-01-01', 'fields.joined > "2027-01-01"', ({ joined }) => joined === '2027-01-02'],
    ['joined <= 2027-01-01', 'fields.joined <= "2027-01-01"', ({ joined }) => joined !== null && joined < '2027-01-02'],
    ['joined < -59d', 'fields.joined < "-59d"', ({ joined }) => joined === '2026-12-31'],
    ['tel = 0788000004', 'urns.tel = 0788000004', () => false],
    ['0788000004', 'urns.tel = "+250788000004"', (p) => has(p, '+250788000004')],
    ['tel ~ 78800001', 'urns.tel ~ 78800001', (p) => has(p, '78800001')],
    ['tel = ""', 'urns.tel = ""', ({ urns }) => urns.length === 0],
    ['mailto != ""', 'urns.mailto != ""', ({ urns }) => urns.length === 2],
    ['mailto:person20@example.org', 'urns.mailto = "person20@example.org"', (p) => has(p, 'person20@')],
    ['urn ~ PERSON1', 'urn ~ "PERSON1"', (p) => has(p, 'person1')],
    ['group = mothers', 'group = "mothers"', ({ group }) => group === 'Mothers'],
    ['group = Mothers or group = Clinic', 'group = "Mothers" OR group = "Clinic"', ({ group }) => group !== null],
    ['group != Clinic', 'group != "Clinic"', ({ group }) => group !== 'Clinic'],
    ['group = ""', 'group = ""', ({ group }) => group === null],
    ['last_seen_on < -90d', `${QUIET} < "-90d"`, (p) => is(seenDaysAgo(p), (n) => n > 90)],
    ['last_seen_on <= -90d', `${QUIET} <= "-90d"`, (p) => is(seenDaysAgo(p), (n) => n >= 90)],
    ['last_seen_on = -1m', `${QUIET} = "-1m"`, (p) => is(seenDaysAgo(p), (n) => n === 28)],
    ['last_seen_on > -1w', `${QUIET} > "-1w"`, (p) => is(seenDaysAgo(p), (n) => n < 7)],
    ['last_seen_on >= 2027-02-22', `${QUIET} >= "2027-02-22"`, (p) => is(seenDaysAgo(p), (n) => n <= 7)],
    ['last_seen_on = ""', `${QUIET} = ""`, ({ seenOn }) => seenOn === null],
    ['created_on >= -1d', 'created_on >= "-1d"', (p) => createdDaysAgo(p) <= 1],
    ['created_on < -29d', 'created_on < "-29d"', (p) => createdDaysAgo(p) > 29],
    ['created_on > 2027-03-01', 'created_on > "2027-03-01"', () => false],
    ['dormant_since != ""', 'dormant_since != ""', isDormant],
    ['dormant_since = ""', 'dormant_since = ""', (p) => !isDormant(p)],
    ['dormant_since = 2027-03-01', 'dormant_since = "2027-03-01"', isDormant],
    ['dormant_since < -1d', 'dormant_since < "-1d"', () => false],
    ['status = ARCHIVED', 'status = "ARCHIVED"', ({ status }) => status === 'archived'],
    ['status != active', 'status != "active"', ({ status }) => status !== 'active'],
    [
      'status = active or status = blocked',
      'status = "active" OR status = "blocked"',
      ({ status }) => status === 'active' || status === 'blocked',
    ],
    ['tickets = 0', 'tickets = 0', () => true],
    [
      'ann language = kin or age > 70 and group = Clinic',
      `(name ~ "ann" AND language = "kin") OR (${AGED} > 70 AND group = "Clinic")`,
      (p) => (begins(p, 'ann') && p.language === 'kin') || (is(p.age, (n) => n > 70) && p.group === 'Clinic'),
    ],
    [
      '(last_seen_on = "" or last_seen_on < -30d) and (language = fra or district = huye)',
      `(${QUIET} = "" OR ${QUIET} < "-30d") AND (language = "fra" OR fields.district = "huye")`,
      (p) =>
        (p.seenOn === null || is(seenDaysAgo(p), (n) => n > 30)) && (p.language === 'fra' || p.district === 'Huye'),
    ],
  ] satisfies [string, string, Case['matches']][]
).map(([query, normal, matches]) => ({ query, normal, matches }));
