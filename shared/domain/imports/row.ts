import { STATUSES, type Status } from '../contacts/contact.ts';
import { isLanguage } from '../contacts/languages.ts';
import { isDiallable, normalizeUrn } from '../contacts/urns.ts';
import { type ContactId, parseUuid } from '../ids.ts';
import { type Instant, instant } from '../instant.ts';
import type { Settings } from '../workspace.ts';
import { groupNameError } from '../workspace-names.ts';
import { type FileRecord, type Wrong, wrong } from './record.ts';
import type { Target } from './target.ts';
import { cellText, isShortened, parseFlag, parseOptOut, parseTime } from './values.ts';

/** One record of an import: what its contact is to have. What is absent stays as it is; null clears. */
export interface Row {
  readonly uuid?: ContactId;
  /** In normal form, in the order of their columns. */
  readonly urns: readonly string[];
  readonly name?: string | null;
  readonly language?: string | null;
  readonly status?: Status;
  readonly createdOn?: Instant;
  readonly seenOn?: Instant;
  /** By name. */
  readonly fields: Readonly<Record<string, string | null>>;
  /** Names of groups. */
  readonly join: readonly string[];
  readonly leave: readonly string[];
  readonly optOut: boolean;
}

export interface RowEnv {
  readonly settings: Pick<Settings, 'country' | 'timezone' | 'dateStyle'>;
  readonly now: Instant;
  /** What each column becomes. */
  readonly targets: ReadonlyMap<string, Target>;
  /** Everybody in this file has opted out. */
  readonly allOptedOut: boolean;
}

/** Clears a name, a language or a field (TextIt's imports). */
const CLEAR = '--';

type Draft = { -readonly [Key in keyof Row]: Row[Key] } & {
  urns: string[];
  fields: Record<string, string | null>;
  join: string[];
  leave: string[];
};

/**
 * Reads one record by its columns' meaning, or says what is wrong with it: a row is imported whole or not at all. But a row that opts out
 * always does, whatever is wrong with it, as long as it has an address that is right, or a uuid: then that is what is left of it.
 */
export function readRow(record: FileRecord, env: RowEnv): Row | Wrong {
  const row: Draft = { urns: [], fields: Object.create(null), join: [], leave: [], optOut: env.allOptedOut };
  let first: Wrong | null = null;
  for (const [column, raw] of record.cells) {
    const target = env.targets.get(column);
    const text = cellText(raw);
    if (target === undefined || text === '') continue;
    const problem = take(row, target, text, env);
    if (problem !== null) first ??= { ...problem, text: `${column}: ${problem.text}` };
  }
  if (row.urns.length === 0 && row.uuid === undefined)
    return first ?? wrong('no_address', 'It has no address and no uuid.');
  if (first === null) return row;
  const { uuid, urns } = row;
  if (!row.optOut && row.status !== 'stopped') return first;
  return { ...(uuid !== undefined && { uuid }), urns, ...ONLY_OUT };
}

/** What is left of a row that opts out and is otherwise not imported. */
export const ONLY_OUT = { fields: {}, join: [], leave: [], optOut: true } as const satisfies Omit<Row, 'urns'>;

export const isWrong = <Read extends object>(read: Read | Wrong): read is Extract<Read | Wrong, Wrong> =>
  'reason' in read;

function take(row: Draft, target: Target, text: string, env: RowEnv): Wrong | null {
  switch (target.to) {
    case 'ignore':
      return null;
    case 'uuid':
      return takeUuid(row, text);
    case 'name':
      row.name = text === CLEAR ? null : row.name ? `${row.name} ${text}` : text;
      return null;
    case 'language':
      return takeLanguage(row, text);
    case 'status':
      return takeStatus(row, text);
    case 'created_on':
    case 'last_seen_on':
      return takeTime(row, target.to, text, env);
    case 'urn':
      return takeUrn(row, target.scheme, text, env);
    case 'field':
      row.fields[target.name] = text === CLEAR ? null : text;
      return null;
    case 'group':
      return takeMembership(row, target.name, text);
    case 'groups':
      return takeGroups(row, text);
    case 'opt_out':
      return takeOptOut(row, text);
  }
}

function takeUuid(row: Draft, text: string): Wrong | null {
  const uuid = parseUuid<ContactId>(text);
  if (uuid === null) return wrong('invalid_uuid', `"${text}" is not a UUID.`);
  row.uuid = uuid;
  return null;
}

function takeLanguage(row: Draft, text: string): Wrong | null {
  const code = text.toLowerCase();
  if (text !== CLEAR && !isLanguage(code))
    return wrong('invalid_language', `"${text}" is not a valid ISO639-3 language code.`);
  row.language = text === CLEAR ? null : code;
  return null;
}

function takeStatus(row: Draft, text: string): Wrong | null {
  const status = STATUSES.find((one) => one === text.toLowerCase());
  if (status === undefined) return wrong('invalid_status', `"${text}" is none of ${STATUSES.join(', ')}.`);
  row.status = status;
  return null;
}

function takeTime(
  row: Draft,
  which: 'created_on' | 'last_seen_on',
  text: string,
  { settings, now }: RowEnv,
): Wrong | null {
  const at = parseTime(text, { ...settings, now });
  if (at === null) return wrong('invalid_time', `"${text}" is not a time.`);
  if (at > now) return wrong('future_time', `${text} is in the future.`);
  if (which === 'created_on') row.createdOn = at;
  else row.seenOn = instant(Math.max(at, row.seenOn ?? 0));
  return null;
}

/** Several in one cell are apart by `,`, `;` or `|`, where none of these can be part of an address. */
function takeUrn(row: Draft, scheme: string | null, text: string, env: RowEnv): Wrong | null {
  const many =
    (scheme === null && text.split(/[,;|]/).every((one) => looksLikeUrn(one.trim()))) ||
    scheme === 'tel' ||
    scheme === 'mailto' ||
    scheme === 'whatsapp';
  for (const one of many ? text.split(/[,;|]/) : [text]) {
    const problem = takeOneUrn(row, scheme, one.trim(), env);
    if (problem !== null) return problem;
  }
  return null;
}

/** Of what a cell without a scheme holds, and may hold several of. */
const looksLikeUrn = (text: string): boolean => /^[a-z]+:/i.test(text) || text.includes('@') || /^[+\d]/.test(text);

function takeOneUrn(row: Draft, scheme: string | null, text: string, { settings }: RowEnv): Wrong | null {
  if (text === '' || text === CLEAR) return null;
  if (isShortened(text))
    return wrong('shortened_number', `"${text}" is a number that a spreadsheet has shortened; its digits are lost.`);
  const normal = normalizeUrn(urnText(scheme, text), settings.country);
  if (!normal.ok || !isDiallable(normal.urn))
    return wrong(
      'invalid_address',
      `"${text}" is not an address. Phone numbers need a country code, or the country of the workspace.`,
    );
  if (!row.urns.includes(normal.urn)) row.urns.push(normal.urn);
  return null;
}

function urnText(scheme: string | null, text: string): string {
  if (scheme === null) return /^[a-z]+:/i.test(text) ? text : `${text.includes('@') ? 'mailto' : 'tel'}:${text}`;
  if (text.toLowerCase().startsWith(`${scheme}:`)) return text;
  return `${scheme}:${scheme === 'whatsapp' ? text.replace(/^\+|[\s()-]/g, '') : text.replace(/[#%?]/g, escaped)}`;
}

const escaped = (char: string): string => `%${char.charCodeAt(0).toString(16).toUpperCase()}`;

function takeMembership(row: Draft, name: string, text: string): Wrong | null {
  const member = parseFlag(text);
  if (member === null) return wrong('invalid_flag', `"${text}" is neither yes nor no.`);
  (member ? row.join : row.leave).push(name);
  return null;
}

function takeGroups(row: Draft, text: string): Wrong | null {
  for (const name of text.split(/[,;|]/).map((one) => one.trim().replace(/^"|"$/g, ''))) {
    if (name === '') continue;
    const problem = groupNameError(name);
    if (problem !== null) return wrong('invalid_group', `"${name}" cannot be the name of a group: ${problem}`);
    if (!row.join.includes(name)) row.join.push(name);
  }
  return null;
}

function takeOptOut(row: Draft, text: string): Wrong | null {
  const out = parseOptOut(text);
  if (out === null) return wrong('invalid_flag', `"${text}" does not say whether this person has opted out.`);
  row.optOut ||= out;
  return null;
}
