/** What a cell adds to the row of its record, by what its column means. */
import { STATUSES } from '../contacts/contact.ts';
import { VALUE_LIMIT } from '../contacts/fields.ts';
import { isLanguage } from '../contacts/languages.ts';
import { NAME_LIMIT } from '../contacts/properties/name.ts';
import { type ContactId, parseUuid } from '../ids.ts';
import { type Instant, instant } from '../instant.ts';
import type { Settings } from '../workspace.ts';
import { groupNameError, nameKey } from '../workspace-names.ts';
import { type Wrong, wrong } from './record.ts';
import type { Row } from './row.ts';
import { takeUrns } from './row-urns.ts';
import type { Target, TimeTarget } from './target.ts';
import { parseTime } from './times.ts';
import { CLEAR, parseFlag, parseOptOut } from './values.ts';

/** A row while its cells are being read. */
export type Draft = { -readonly [Key in keyof Row]: Row[Key] } & {
  urns: string[];
  fields: Record<string, string | null>;
  join: string[];
  leave: string[];
};

export interface CellEnv {
  readonly settings: Pick<Settings, 'country' | 'timezone' | 'dateStyle'>;
  readonly now: Instant;
}

export interface Cell {
  readonly text: string;
  /** Clears what it is for. */
  readonly clears: boolean;
  /** Nothing is to be made of it but what it is. */
  readonly exact: boolean;
}

/** Adds a cell to a row, or says what is wrong with it. */
export function readCell(row: Draft, target: Target, { text, clears, exact }: Cell, env: CellEnv): Wrong | null {
  switch (target.to) {
    case 'ignore':
      return null;
    case 'uuid':
      return takeUuid(row, text);
    case 'name':
      row.name = clears ? null : row.name ? `${row.name} ${text}` : text;
      return tooLong(row.name ?? '', NAME_LIMIT);
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
      return takeUrns(row.urns, target.scheme, text, { country: env.settings.country, exact });
    case 'field':
      return takeField(row, target.name, clears ? null : text, text);
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
  return once(row, 'uuid', uuid, text);
}

/** Two columns may become one thing, and then say the same of it: of two that do not neither is the right one. */
function once<Key extends keyof Draft>(row: Draft, key: Key, value: Draft[Key], text: string): Wrong | null {
  if (row[key] !== undefined && row[key] !== value) return contradicts(text);
  row[key] = value;
  return null;
}

const contradicts = (text: string): Wrong =>
  wrong('conflict', `"${text}" is not what another cell of the row says of the same.`);

function takeField(row: Draft, given: string, value: string | null, text: string): Wrong | null {
  const name = Object.keys(row.fields).find((one) => nameKey(one) === nameKey(given)) ?? given;
  if (name in row.fields && row.fields[name] !== value) return contradicts(text);
  row.fields[name] = value;
  return tooLong(value ?? '', VALUE_LIMIT);
}

/** It would be cut. */
const tooLong = (text: string, most: number): Wrong | null =>
  [...text].length <= most
    ? null
    : wrong('too_large', `It is ${[...text].length} characters long, and ${most} are the most.`);

function takeLanguage(row: Draft, text: string): Wrong | null {
  const code = text.toLowerCase();
  if (text !== CLEAR && !isLanguage(code))
    return wrong('invalid_language', `"${text}" is not a valid ISO639-3 language code.`);
  return once(row, 'language', text === CLEAR ? null : code, text);
}

function takeStatus(row: Draft, text: string): Wrong | null {
  const status = STATUSES.find((one) => one === text.toLowerCase());
  if (status === undefined) return wrong('invalid_status', `"${text}" is none of ${STATUSES.join(', ')}.`);
  const problem = once(row, 'status', status, text);
  // Whoever is stopped by either has opted out.
  if (status === 'stopped') row.status = status;
  return problem;
}

function takeTime(row: Draft, which: TimeTarget, text: string, { settings, now }: CellEnv): Wrong | null {
  const at = parseTime(text, { ...settings, now });
  if (at === null) return wrong('invalid_time', `"${text}" is not a time.`);
  if (at > now) return wrong('future_time', `${text} is in the future.`);
  if (at < BEGINNING) return wrong('invalid_time', `${text} is what programs write when there is no time.`);
  switch (which) {
    case 'created_on':
      return once(row, 'createdOn', at, text);
    case 'last_seen_on':
      row.seenOn = instant(Math.max(at, row.seenOn ?? 0));
      break;
    case 'opted_out_on':
      row.optedOutOn = instant(Math.max(at, row.optedOutOn ?? 0));
      row.optOut = true;
      break;
    case 'dormant_since':
      return once(row, 'dormantSince', at, text);
  }
  return null;
}

/** `0001-01-01`, `1899-12-30` and `1970-01-01` are the zeros of programs: nobody was seen then. */
const BEGINNING = instant(Date.UTC(1971, 0) * 1_000);

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
