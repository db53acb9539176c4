/** What import rows say of a person's status, block and opt-out. No row lifts or weakens an opt-out. */

import { type Cell, lastMoment, reading, setOnce } from '../../cells/cell.ts';
import { cellMeaning, refuses } from '../../cells/consent.ts';
import { wrong } from '../../cells/record.ts';
import { type Instant, instant } from '../../instant.ts';
import { type Contact, STATUSES, type Status } from '../contact.ts';
import { type ImportTarget, titlesIn, word } from '../properties/imported.ts';
import { hasOptedOut, isLater, lastWordOf } from './last-word.ts';

export interface RefusalPart {
  status?: Status;
  blocked?: boolean;
  optOut: boolean;
  /** When the person opted out; `optOut` is then set too. */
  optedOutOn?: Instant;
  /** The last moment that this may mean: of a day its end. */
  optedOutBy?: Instant;
  /** When the row was exported: an opt-out without a time was said before. */
  asOf?: Instant;
}

type RefusalTarget = ImportTarget<RefusalPart>;

export const STATUS_TARGET: RefusalTarget = {
  ...word(['status', 'contactstatus'], (row, { text }) => {
    const status = statusIn(text);
    if (status === null) return null;
    if (status === undefined)
      return wrong('invalid_status', { code: 'none_of', value: text, values: STATUSES.join(', ') });
    const problem = setOnce(row, 'status', status, text);
    // Whoever is stopped by either has opted out.
    if (status === 'stopped') row.status = status;
    return problem;
  }),
  refuses: true,
};

/** In the words of other products too; null: a word that says nothing of it. */
function statusIn(text: string): Status | null | undefined {
  const own = STATUSES.find((one) => one === text.toLowerCase());
  if (own !== undefined) return own;
  switch (cellMeaning(text)) {
    case 'refused':
      return 'stopped';
    case 'consents':
      return 'active';
    case 'never':
    case 'bounced':
    case 'unsaid':
    case 'blank':
      return null;
    default:
      return undefined;
  }
}

/** Whether the workspace refuses to hear from the person, also when archived. */
export const BLOCKED_TARGET: RefusalTarget = {
  ...word(['blocked', 'isblocked'], (row, { text }) => {
    const blocked = refuses(text, 'refusal');
    if (blocked === null) return wrong('invalid_flag', { code: 'row_no_flag', text });
    row.blocked = row.blocked || blocked;
    return null;
  }),
  refuses: true,
};

const readOptOut =
  (heading: 'refusal' | 'consent') =>
  (row: RefusalPart, { text }: Cell) => {
    const out = refuses(text, heading);
    if (out === null) return wrong('invalid_flag', { code: 'row_no_opt_out', text });
    row.optOut ||= out;
    return null;
  };

/** Whether the person opted out, in any words that products write. */
export const OPT_OUT_TARGET: RefusalTarget = {
  ...word(
    titlesIn(
      'optout optedout unsubscribed unsubscribedfromallemail optedoutofallemail hsemailoptout unsubscribeall',
      'sendblocked emailblacklist smsblacklist donotcontact complaint',
    ),
    readOptOut('refusal'),
  ),
  refuses: true,
};

/** Whether the person has consented: whoever has not has opted out. No name of a column is enough to be sure of it. */
export const OPT_IN_TARGET: RefusalTarget = { ...word([], readOptOut('consent')), refuses: true };

const readOptedOutOn = reading<RefusalPart>((row, at, text) => {
  row.optedOutOn = instant(Math.max(at, row.optedOutOn ?? 0));
  row.optedOutBy = instant(Math.max(lastMoment(text, at), row.optedOutBy ?? 0));
  return null;
});

/** When the person opted out, who does so by this, also where the time cannot be read: then it counts as said now. */
export const OPTED_OUT_ON_TARGET: RefusalTarget = {
  ...word(['optedouton'], (row: RefusalPart, cell, env) => {
    const out = refuses(cell.text, 'refusal');
    if (out === false) return null;
    row.optOut = true;
    if (out === true && cellMeaning(cell.text) !== 'time') return null;
    const problem = readOptedOutOn(row, cell, env);
    if (problem !== null) row.optedOutBy = row.optedOutOn = env.now;
    return problem;
  }),
  refuses: true,
};

const readAsOf = reading<RefusalPart>((row, at) => {
  row.asOf = at;
  return null;
});

/** When this service exported the row. One that cannot be read says nothing, so that an opt-out counts as said now. */
export const AS_OF_TARGET: RefusalTarget = word(['optoutsasof'], (row: RefusalPart, cell, env) => {
  if (readAsOf(row, cell, env) !== null) delete row.asOf;
  return null;
});

/** The last moment at which a row's person may have opted out; null: it may be now. */
export const saidBy = ({ optedOutOn, optedOutBy = optedOutOn, asOf }: RefusalPart): Instant | null =>
  optedOutBy ?? asOf ?? null;

export const optsOut = ({ optOut, status }: Pick<RefusalPart, 'optOut' | 'status'>): boolean =>
  optOut || status === 'stopped';

/** Whether a row says that its person gets no messages: an opt-out or a block. */
export const isOut = (row: RefusalPart): boolean => optsOut(row) || isBlock(row);

export const isBlock = ({ blocked, status }: Pick<RefusalPart, 'blocked' | 'status'>): boolean =>
  blocked === true || status === 'blocked';

/** Whether a contact's opt-out stays although its row says active. */
export const keepsOptOut = (row: RefusalPart, contact: Contact): boolean =>
  contact.optOut !== null && !isOut(row) && row.status === 'active';

type Word = { readonly type: 'word'; readonly says: 'out'; readonly on: Instant };
export type RefusalModifier = Word | { readonly type: 'status'; readonly status: Status };

/** Modifiers for a row's status, and the result. A row's opt-out always counts, unless the person opted in since. */
export function refusalModifiers(row: RefusalPart, contact: Contact): { modifiers: RefusalModifier[]; status: Status } {
  const { status, blocked = false } = row;
  const modifiers: RefusalModifier[] = [];
  let at = contact.status;
  const become = (next: Status): void => {
    if (next !== at) modifiers.push({ type: 'status', status: next });
    at = next;
  };
  const refused = contact.optOut !== null;
  const on = optsOut(row) && !hasOptedOut(contact) ? saidOn(row, contact) : null;
  if (typeof on === 'number' && at !== 'archived') {
    // A block is stronger and stays; the person's own opt-out is kept with it.
    modifiers.push({ type: 'word', says: 'out', on });
    if (at === 'active') at = 'stopped';
  } else if (on === 'now' && at === 'blocked') for (const one of ['stopped', 'blocked'] as const) become(one);
  else if (on !== null && !refused) become('stopped');
  if (status === 'blocked' || (blocked && contact.optOut !== 'blocked')) become('blocked');
  if (status === 'archived') become('archived');
  if (status === 'active' && !refused && !row.optOut && !blocked) become('active');
  return { modifiers, status: at };
}

/** When an opt-out of a row was said; null: the person has opted in since. */
function saidOn(row: RefusalPart, contact: Contact): Instant | 'now' | null {
  const by = saidBy(row);
  if (by === null) return 'now';
  const known = lastWordOf(contact);
  const times = [row.optedOutOn ?? by, by];
  return times.find((on) => isLater({ says: 'out', on }, known)) ?? null;
}

/** Whether a row's opt-out changes nothing because its person opted in since. */
export const isOvertaken = (row: RefusalPart, contact: Contact): boolean =>
  optsOut(row) && !isBlock(row) && !hasOptedOut(contact) && saidOn(row, contact) === null;
