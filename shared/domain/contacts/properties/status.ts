import type { Contact, Status } from '../contact.ts';
import { type Context, type Outcome, outcome } from '../modifiers/modifier.ts';
import type { Property } from './property.ts';
import { flag, own } from './shown.ts';
import { always } from './stored.ts';

interface SetStatus {
  readonly type: 'status';
  readonly status: Status;
}

/** Any status from any other (TextIt 2.3). A contact that leaves active leaves every group, smart and static, for good (TextIt 2.1). */
export function setStatus(contact: Contact, { status }: SetStatus, { now }: Context): Outcome {
  if (status === contact.status) return outcome(contact);
  const staying = status === 'active';
  return outcome({
    ...contact,
    status,
    statusOn: now,
    groups: staying ? contact.groups : [],
    dormantSince: staying ? contact.dormantSince : null,
    optOut: optOutAfter(contact, status),
  });
}

/** Archiving keeps the refusal that is in force, so that deletion can remember it; only coming back to active ends it. */
function optOutAfter(contact: Contact, status: Status): Contact['optOut'] {
  if (status === 'active') return null;
  return status === 'archived' ? contact.optOut : status;
}

interface StatusChanged {
  readonly type: 'contact_status_changed';
  readonly status: Status;
}

const events = (before: Contact, { status }: Contact): readonly StatusChanged[] =>
  before.status === status ? [] : [{ type: 'contact_status_changed', status }];

/** Whether the contact takes part, is put away, or refused messages. Not active: in no group, and sent nothing. */
export const status = {
  /** A contact whose URN is remembered as having opted out starts out so: an import does not undo a refusal. */
  blank: ({ optOut }) => optOut ?? 'active',
  stored: always('status'),
  bytes: 20,
  modifiers: { status: setStatus },
  events,
  query: { names: ['status'], values: { status: (contact) => contact.status }, added: null },
  template: { status: (contact) => contact.status },
  api: {
    status: own<Status | null>(
      (contact) => contact.status,
      () => null,
    ),
    blocked: flag((contact) => contact.status === 'blocked'),
    stopped: flag((contact) => contact.status === 'stopped'),
  },
  input: 'own',
} as const satisfies Property<'status'>;
