import { STATUSES, type Status } from '../contacts/contact.ts';
import { isLanguage } from '../contacts/languages.ts';
import { isDiallable, normalizeUrn } from '../contacts/urns.ts';
import { asItWas } from '../exports/harmless.ts';
import { type ContactId, parseUuid } from '../ids.ts';
import { type Instant, instant } from '../instant.ts';
import type { Settings } from '../workspace.ts';
import { groupNameError } from '../workspace-names.ts';
import { type FileRecord, type Wrong, wrong } from './record.ts';
import type { Target, TimeTarget } from './target.ts';
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
  /** When the person opted out; then `optOut` is set too. */
  readonly optedOutOn?: Instant;
  readonly dormantSince?: Instant;
  readonly blocked?: boolean;
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
    if (target === undefined) continue;
    const cell = cellOf(target, raw, record.exact === true);
    const problem = cell.text === '' ? null : take(row, target, cell, env);
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

interface Cell {
  readonly text: string;
  /** Clears what it is for. */
  readonly clears: boolean;
  /** Nothing is to be made of it but what it is. */
  readonly exact: boolean;
}

const TEXTS: ReadonlySet<Target['to']> = new Set(['name', 'field', 'group', 'groups']);

/** Names and values are as they stand in the cell; of what else is in one, marks that nobody sees are left out. */
function cellOf({ to }: Target, raw: string, exact: boolean): Cell {
  const clears = raw.trim() === CLEAR;
  // The text `--` itself has an apostrophe.
  if (exact) return { text: /^'+--$/.test(raw) ? raw.slice(1) : raw, clears, exact };
  return { text: TEXTS.has(to) || to === 'urn' ? asItWas(raw) : cellText(raw), clears, exact };
}

function take(row: Draft, target: Target, { text, clears, exact }: Cell, env: RowEnv): Wrong | null {
  switch (target.to) {
    case 'ignore':
      return null;
    case 'uuid':
      return takeUuid(row, text);
    case 'name':
      row.name = clears ? null : row.name ? `${row.name} ${text}` : text;
      return null;
    case 'language':
      return takeLanguage(row, text);
    case 'status':
      return takeStatus(row, text);
    case 'created_on':
    case 'last_seen_on':
    case 'opted_out_on':
    case 'dormant_since':
      return takeTime(row, target.to, text, env);
    case 'urn':
      return exact ? takeOneUrn(row, target.scheme, text, env, exact) : takeUrn(row, target.scheme, text, env);
    case 'field':
      row.fields[target.name] = clears ? null : text;
      return null;
    case 'group':
      return takeMembership(row, target.name, text);
    case 'groups':
      return takeGroups(row, text);
    case 'opt_out':
      return takeOptOut(row, text);
    case 'blocked':
      return takeBlocked(row, text);
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

function takeTime(row: Draft, which: TimeTarget, text: string, { settings, now }: RowEnv): Wrong | null {
  const at = parseTime(text, { ...settings, now });
  if (at === null) return wrong('invalid_time', `"${text}" is not a time.`);
  if (at > now) return wrong('future_time', `${text} is in the future.`);
  switch (which) {
    case 'created_on':
      row.createdOn = at;
      break;
    case 'last_seen_on':
      row.seenOn = instant(Math.max(at, row.seenOn ?? 0));
      break;
    case 'opted_out_on':
      row.optedOutOn = at;
      row.optOut = true;
      break;
    case 'dormant_since':
      row.dormantSince = at;
      break;
  }
  return null;
}

/** Several in one cell are apart by `,`, `;` or `|`, where none of these can be part of an address. */
function takeUrn(row: Draft, scheme: string | null, text: string, env: RowEnv): Wrong | null {
  const many =
    (scheme === null && text.split(/[,;|]/).every((one) => looksLikeUrn(one.trim()))) ||
    scheme === 'tel' ||
    scheme === 'whatsapp' ||
    (scheme === 'mailto' && text.split(/[,;|]/).every((one) => one.includes('@')));
  for (const one of many ? text.split(/[,;|]/) : [text]) {
    const problem = takeOneUrn(row, scheme, scheme === null ? withSeparators(one.trim()) : one.trim(), env);
    if (problem !== null) return problem;
  }
  return null;
}

/** What stands between several is written by its number within one (`shared/domain/exports/table.ts`). */
const withSeparators = (text: string): string =>
  text.replace(/%(2C|3B|7C)/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

/** Of what a cell without a scheme holds, and may hold several of. */
const looksLikeUrn = (text: string): boolean => /^[a-z]+:/i.test(text) || text.includes('@') || /^[+\d]/.test(text);

/** Marks that nobody sees come along with numbers from chats; in other addresses they may be part of them. */
const seen = (urn: string): string => (/^(?:tel|whatsapp|mailto):/i.test(urn) ? cellText(urn) : urn);

function takeOneUrn(
  row: Draft,
  scheme: string | null,
  text: string,
  { settings }: RowEnv,
  exact = false,
): Wrong | null {
  if (text === '' || text === CLEAR) return null;
  if (isShortened(text))
    return wrong('shortened_number', `"${text}" is a number that a spreadsheet has shortened; its digits are lost.`);
  const urn = exact ? text : seen(urnText(scheme, text));
  const normal = normalizeUrn(urn, settings.country);
  // What was an address of a contact is one: a short code too.
  if (!normal.ok || !(exact || isDiallable(normal.urn)))
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
  for (const name of (text.match(/\s*"[^"]*"\s*|[^,;|]+/g) ?? []).map((one) => one.trim().replace(/^"|"$/g, ''))) {
    if (name === '') continue;
    const problem = groupNameError(name);
    if (problem !== null) return wrong('invalid_group', `"${name}" cannot be the name of a group: ${problem}`);
    if (!row.join.includes(name)) row.join.push(name);
  }
  return null;
}

function takeBlocked(row: Draft, text: string): Wrong | null {
  const blocked = parseFlag(text);
  if (blocked === null) return wrong('invalid_flag', `"${text}" is neither yes nor no.`);
  row.blocked = row.blocked || blocked;
  return null;
}

function takeOptOut(row: Draft, text: string): Wrong | null {
  const out = parseOptOut(text);
  if (out === null) return wrong('invalid_flag', `"${text}" does not say whether this person has opted out.`);
  row.optOut ||= out;
  return null;
}
