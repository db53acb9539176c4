/** What a contact brings along from its former system: its status, when it was created and last seen. */
import * as z from 'zod/mini';
import { type Contact, STATUSES } from '../../shared/domain/contacts/contact.ts';
import type { Modifier } from '../../shared/domain/contacts/modifiers/modifier.ts';
import { LONGEST_REASON } from '../../shared/domain/contacts/opt-out/last-word.ts';
import { liftsRefusal } from '../../shared/domain/contacts/properties/status.ts';
import { formatInstant, type Instant, parseIso8601 } from '../../shared/domain/instant.ts';
import type { Refusal } from '../../shared/domain/refusals/refusal.ts';
import { choice, says, text } from '../../shared/domain/schema.ts';
import { TIME } from '../../shared/domain/text-forms.ts';
import type { Role } from '../../shared/domain/workspace.ts';
import type { Fields } from '../../shared/lambda/http/endpoint.ts';

const time = () =>
  text({ max: 100, form: TIME }).check(
    z.refine((value) => parseIso8601(value) !== null, { error: says({ code: 'bad_datetime' }) }),
  );

/** TextIt ignores these three in a body. */
export const PAST = {
  /** `reason`: why a contact that refused messages becomes active. */
  status: { status: z.optional(choice(STATUSES)), reason: z.optional(text({ max: LONGEST_REASON })) },
  createdOn: { created_on: z.optional(time()) },
  lastSeenOn: { last_seen_on: z.optional(z.nullable(time())) },
};

type Given = Partial<Fields<typeof PAST.status & typeof PAST.createdOn & typeof PAST.lastSeenOn>>;

export type Past = Pick<Given, 'status' | 'reason' | 'created_on' | 'last_seen_on'>;

interface PastProblem {
  readonly field: keyof Past;
  readonly problem: Refusal;
}

interface Asking {
  readonly role: Role;
  readonly now: Instant;
}

/** What must change about the contact (null: a new one), or an error. Only administrators set the past. */
export function pastModifiers(contact: Contact | null, past: Past, asking: Asking): Modifier[] | PastProblem {
  const modifiers: Modifier[] = [];
  for (const read of [readStatus, readCreated, readSeen]) {
    const found = read(contact, past, asking);
    if (found === null) continue;
    if ('problem' in found) return found;
    if (asking.role !== 'administrator')
      return { field: FIELD_OF[found.type], problem: { code: 'administrators_only' } };
    modifiers.push(found);
  }
  return modifiers;
}

type Changing = Extract<Modifier, { readonly type: 'status' | 'created' | 'seen' }>;

const FIELD_OF: Readonly<Record<Changing['type'], keyof Past>> = {
  status: 'status',
  created: 'created_on',
  seen: 'last_seen_on',
};

type Found = Changing | PastProblem | null;

function readStatus(contact: Contact | null, { status, reason }: Past): Found {
  if (reason !== undefined && status !== 'active') return { field: 'reason', problem: { code: 'reason_for_active' } };
  const isLifting = contact === null && reason !== undefined;
  if (status === undefined || (status === (contact?.status ?? 'active') && !isLifting)) return null;
  if (contact !== null && liftsRefusal(contact, status) && reason === undefined)
    return { field: 'status', problem: { code: 'opted_out' } };
  return { type: 'status', status, ...(reason !== undefined && { reason }) };
}

function readCreated(contact: Contact | null, { created_on: text }: Past, { now }: Asking): Found {
  const createdOn = text === undefined ? null : parseIso8601(text);
  if (createdOn === null || createdOn === contact?.createdOn) return null;
  if (createdOn > now) return { field: 'created_on', problem: { code: 'in_future' } };
  return { type: 'created', createdOn };
}

function readSeen(contact: Contact | null, { last_seen_on: text }: Past, { now }: Asking): Found {
  const known = contact?.lastSeenOn ?? null;
  if (text === undefined) return null;
  const seenOn = text === null ? null : parseIso8601(text);
  if (seenOn === known) return null;
  if (seenOn !== null && seenOn > now) return { field: 'last_seen_on', problem: { code: 'in_future' } };
  if (seenOn === null || (known !== null && seenOn < known))
    return { field: 'last_seen_on', problem: { code: 'seen_moves_on', time: shown(known) } };
  return { type: 'seen', seenOn };
}

const shown = (at: Instant | null): string => (at === null ? 'no day' : formatInstant(at));
