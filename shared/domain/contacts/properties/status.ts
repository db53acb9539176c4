import * as z from 'zod/mini';
import { type Contact, type LastWord, STATUSES, type Status } from '../contact.ts';
import type { ErrorEvent } from '../error-event.ts';
import { type ModifierContext, type ModifierOutcome, outcome } from '../modifiers/outcome.ts';
import { type RefusalModifier, type RefusalPart, refusalModifiers, STATUS_TARGET } from '../opt-out/imported.ts';
import { byJob, confirmed, hasOptedOut, lastWordOf, wordAt } from '../opt-out/last-word.ts';
import { withStatus } from '../with-status.ts';
import { written } from './exported.ts';
import { type Imported, TARGETS_ONLY } from './imported.ts';
import { shownAs, shownFlag } from './presentation.ts';
import type { Property } from './property.ts';
import { published } from './published.ts';
import { statusEvents, statusUndo } from './status-history.ts';
import { always } from './stored.ts';

interface SetStatus {
  readonly type: 'status';
  readonly status: Status;
  /** Why a person who opted out becomes active; without it the person does not. */
  readonly reason?: string;
}

/**
 * Any status can follow any other (TextIt 2.3), but no opt-out is lifted without a reason (ADR 037): a restored or
 * unblocked contact follows the person's last word, and a stopped one stays so, with an error event.
 */
function setStatus(contact: Contact, { status, reason }: SetStatus, context: ModifierContext): ModifierOutcome {
  const { now, change } = context;
  const next = status === 'active' && reason === undefined ? statusBack(contact) : status;
  const errors = next === status ? [] : [OPTED_OUT];
  if (next === contact.status) return outcome(next === 'stopped' ? confirmed(contact, change) : contact, errors);
  const lastWord = wordAfter(contact, status, reason, context);
  return outcome(withStatus(contact, next, now, lastWord), errors);
}

/** The status of one who should be active while nobody lifts its opt-out; archived: its former status. */
function statusBack(contact: Contact): Status {
  if (contact.status === 'archived' && contact.optOut !== null) return contact.optOut;
  if (contact.status === 'stopped') return 'stopped';
  return contact.status === 'blocked' && hasOptedOut(contact) ? 'stopped' : 'active';
}

/** Whether it would become active despite a refusal of messages; bulk jobs must ask for that by name. */
export const liftsRefusal = ({ optOut }: Contact, status: Status): boolean => status === 'active' && optOut !== null;

/** Somebody may stop a contact or opt it in for the person; a block and the archive say nothing about that. */
function wordAfter(
  contact: Contact,
  status: Status,
  reason: string | undefined,
  { now, change }: Pick<ModifierContext, 'now' | 'change'>,
): LastWord | null {
  const known = lastWordOf(contact);
  if (status === 'stopped') return { ...wordAt('out', now, known), ...byJob('out', change) };
  return status === 'active' && reason !== undefined ? wordAt('in', now, known, reason) : known;
}

const OPTED_OUT: ErrorEvent = {
  type: 'error',
  text: 'The contact opted out: only a message from the person, or a reason, makes it active',
  code: 'opted_out',
};

/** With blocks and opt-outs in rows, which the status follows. */
const imported: Imported<'status', RefusalPart, RefusalModifier> = {
  ...TARGETS_ONLY,
  blank: (allOptedOut) => ({ optOut: allOptedOut }),
  targets: { status: STATUS_TARGET },
  modifiers: (row, contact) => refusalModifiers(row, contact).modifiers,
};

/** Whether it takes part, is archived, or refused messages. Inactive: in no group, and gets nothing. */
export const status = {
  label: 'Status',
  /** A contact with a remembered opt-out begins with it: an import cannot undo a refusal. */
  blank: ({ optOut }) => optOut?.reason ?? 'active',
  stored: always('status'),
  bytes: 20,
  modifiers: { status: setStatus },
  events: statusEvents,
  undo: statusUndo,
  query: { names: ['status'], values: { status: (contact) => contact.status }, added: null },
  template: { status: (contact) => contact.status },
  api: {
    status: shownAs(
      z.nullable(z.enum(STATUSES)),
      (contact) => contact.status,
      () => null,
    ),
    blocked: shownFlag((contact) => contact.status === 'blocked'),
    stopped: shownFlag((contact) => contact.status === 'stopped'),
  },
  export: {
    status: written((contact) => contact.status, {
      cell: (status, shape) => (shape === 'xlsx' ? `${status.slice(0, 1).toUpperCase()}${status.slice(1)}` : status),
    }),
  },
  import: imported,
  bus: { status: published((contact) => contact.status) },
  sort: null,
  input: 'own',
} as const satisfies Property<'status'>;
