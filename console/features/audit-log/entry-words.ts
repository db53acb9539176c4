import type { Item } from '../../common/api/index.ts';
import { type Speech, type Summary, sentenceOf } from '../../common/jobs/index.ts';
import { type Formats, filled, type Texts, textFor } from '../../common/texts/index.ts';

export type Entry = Item<'audit_log'>;

/** What is called by its name, by uuid: people, tokens and imports. */
export type Names = ReadonlyMap<string, string>;

interface About {
  readonly text: string;
  readonly href: string;
}

type Family = keyof Texts['audit']['families'];

/** The page of what an entry is about. */
const PAGES: Readonly<Record<Family, (uuid: string, details: Entry['details']) => string>> = {
  sign_in: () => '/settings/people',
  person: () => '/settings/people',
  token: () => '/settings/tokens',
  settings: () => '/settings',
  channel: () => '/settings/channels',
  webhook: () => '/settings/webhooks',
  policy: (uuid) => `/policies/${uuid}`,
  import: (uuid) => `/imports/${uuid}`,
  job: (uuid) => `/jobs/${uuid}`,
  file: (uuid, { kind }) => (kind === 'report' ? `/imports/${uuid}` : `/jobs/${uuid}`),
  contact: (uuid) => `/contact/${uuid}`,
  opt_out: (uuid) => `/contact/${uuid}`,
};

/** Who did it; the service, or whoever had the link to a file. */
export const actorOf = ({ by, from }: Entry, { audit, jobs }: Texts): string =>
  by?.name ?? (from === '' ? jobs.origins.service : audit.byLink);

/** What an entry is about, by its name, with its page; null for nothing that has one. */
export function aboutOf({ kind, about, details }: Entry, names: Names, { audit }: Texts): About | null {
  const family = kind.split('.', 1)[0] as Family;
  if (about === null && family !== 'settings') return null;
  if (kind === 'contact.deleted') return { text: audit.receipt, href: `/erasures?contact=${about}` };
  const name = names.get(about ?? '') ?? (typeof details['name'] === 'string' ? details['name'] : audit.open[family]);
  return { text: name, href: PAGES[family](about ?? '', details) };
}

/** The details of an entry in sentences. What has no words is in the last column of the saved file only. */
export function detailsIn({ kind, details }: Entry, texts: Texts, formats: Formats, speech: Speech): string {
  const { summary, ...others } = details;
  if (summary) return sentenceOf(summary as Summary, speech);
  return Object.entries(others)
    .flatMap(([key, value]) =>
      kind === 'settings.changed' ? settingIn(key, value, texts, formats) : detailIn(key, value, texts, formats),
    )
    .join(' ');
}

function detailIn(key: string, value: unknown, texts: Texts, formats: Formats): string[] {
  const text = textFor<string | ((values: { readonly value: string }) => string)>(texts.audit.said, key);
  if (text === undefined || value === null || value === false) return [];
  return [filled(text, { value: shown(value, texts, formats) })];
}

/** `Dormant after: 90 → 30.`; of a setting with parts, each part that was changed. */
function settingIn(key: string, value: unknown, texts: Texts, formats: Formats): string[] {
  if (!Array.isArray(value) || value.length !== 2) return [];
  const [was, is] = value as readonly unknown[];
  const label = textFor(texts.settings.labels, key);
  if (label !== undefined) return [`${label}: ${shown(was, texts, formats)} → ${shown(is, texts, formats)}.`];
  if (!isObject(is)) return [];
  return Object.keys(is).flatMap((part) => {
    const both = [isObject(was) ? was[part] : null, is[part]];
    return JSON.stringify(both[0]) === JSON.stringify(both[1]) ? [] : settingIn(`${key}.${part}`, both, texts, formats);
  });
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function shown(value: unknown, texts: Texts, formats: Formats): string {
  if (value === null || value === undefined || value === '') return '–';
  if (typeof value === 'number') return formats.number(value);
  if (typeof value === 'boolean') return value ? texts.audit.yes : texts.audit.no;
  if (Array.isArray(value)) return value.map((one) => shown(one, texts, formats)).join(', ') || '–';
  if (isObject(value)) return shown(Object.values(value), texts, formats);
  return wordOf(String(value), texts);
}

/** A word of the API, such as a role or a state, in the user's language. */
const wordOf = (word: string, { audit, session, storedPolicies, jobs, connections }: Texts): string =>
  textFor(session.roles, word) ??
  textFor(storedPolicies.states, word) ??
  textFor(jobs.steps, word) ??
  textFor(connections.kinds, word)?.name ??
  textFor(audit.rows, word) ??
  word;
