import { type Api, definitionOf } from '../../common/api/index.ts';
import type { Texts } from '../../common/texts/index.ts';

interface Person {
  readonly name: string;
  readonly language: string;
  readonly group: 'mothers' | 'farmers';
  readonly town: string;
  /** Days since they were last seen; null: never. */
  readonly seen: number | null;
  readonly status?: 'archived' | 'stopped' | 'blocked';
}

const NAMES = [
  'Aline Uwase',
  'Jean Habimana',
  'Fatima Diallo',
  'José Álvarez',
  'Amina Yusuf',
  'Nguyễn Thị Hoa',
  'أحمد علي',
  'Олена Шевченко',
  'प्रिया शर्मा',
  '王小明',
  'Grace Okafor',
  'Samuel Tesfaye',
];
const TOWNS = ['Huye', 'Kigali', 'Musanze'];
const LANGUAGES = ['eng', 'fra', 'kin'];
const SEEN = [0, 2, 5, 12, 30, 50, 95, 120, 200, 400, 900, null];
const PUT_AWAY = ['archived', 'archived', 'stopped', 'blocked'] as const;
const COUNT = 24;

const at = <Item>(items: readonly Item[], index: number): Item => items[index % items.length] as Item;

/** The made-up people of the sample programme, the same each time. */
const SAMPLE_PEOPLE: readonly Person[] = Array.from({ length: COUNT }, (_, index) => {
  const status = PUT_AWAY[index - (COUNT - PUT_AWAY.length)];
  return {
    name: at(NAMES, index),
    language: at(LANGUAGES, index),
    group: index % 2 === 0 ? 'mothers' : 'farmers',
    town: at(TOWNS, index),
    seen: at(SEEN, index),
    ...(status && { status }),
  };
});

type Names = Texts['firstRun']['names'];

const DAY_MS = 86_400_000;

/** Makes a small programme through the API: a field, groups, a flow, and people whose names say they are samples. */
export async function makeSample(api: Api, names: Names, onDone: (share: number) => void): Promise<void> {
  const town = await fieldNamed(api, names.town);
  const all = await groupNamed(api, names.all);
  const groups = { mothers: await groupNamed(api, names.mothers), farmers: await groupNamed(api, names.farmers) };
  await groupNamed(api, names.quiet, `fields.${town} != "" AND last_seen_on < -180d`);
  await api.post('flows', definitionOf(names.flow, { type: 'archive' }, flowIds()));
  for (const [index, { name, language, group, town: home, seen, status }] of SAMPLE_PEOPLE.entries()) {
    await api.post(
      'contacts',
      {
        name: names.person({ name }),
        language,
        fields: { [town]: home },
        created_on: daysAgo((seen ?? 0) + 60),
        ...(seen !== null && { last_seen_on: daysAgo(seen) }),
        // Only active contacts are in groups.
        ...(status ? { status } : { groups: [all, groups[group]] }),
      },
      // A made-up phone number could belong to somebody; no channel sends to `ext`.
      { urn: `ext:sample-${index + 1}` },
    );
    onDone((index + 1) / SAMPLE_PEOPLE.length);
  }
}

const daysAgo = (days: number): string => new Date(Date.now() - days * DAY_MS).toISOString();

/** The same ids each time, so that a second run replaces the flow. */
function flowIds(): () => string {
  let made = 0;
  return () => `5a3b1e00-0000-4000-8000-${String(++made).padStart(12, '0')}`;
}

/** The key of a field, which is made when none has the name. */
async function fieldNamed(api: Api, name: string): Promise<string> {
  const { results } = await api.get('fields');
  const known = results.find((field) => field.name === name);
  return (known ?? (await api.post('fields', { name, type: 'text' }))).key;
}

/** The uuid of a group, which is made when none has the name. */
async function groupNamed(api: Api, name: string, query?: string): Promise<string> {
  const { results } = await api.get('groups', { name });
  const body = { name, ...(query !== undefined && { query }) };
  return (results[0] ?? (await api.post('groups', body))).uuid;
}
