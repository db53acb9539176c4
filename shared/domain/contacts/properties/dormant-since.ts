import { formatIfAny, type Instant } from '../../instant.ts';
import type { Contact } from '../contact.ts';
import { type Outcome, outcome } from '../modifiers/modifier.ts';
import type { Property } from './property.ts';
import { time } from './shown.ts';
import { unlessNull } from './stored.ts';

interface SetDormant {
  readonly type: 'dormant';
  readonly since: Instant | null;
}

/** Flags an active contact as gone quiet, or takes the flag away. A contact that is flagged keeps its first date. */
function setDormant(contact: Contact, { since }: SetDormant): Outcome {
  if (contact.status !== 'active') return outcome(contact);
  if ((contact.dormantSince === null) === (since === null)) return outcome(contact);
  return outcome({ ...contact, dormantSince: since });
}

interface DormancyChanged {
  readonly type: 'contact_dormancy_changed';
  readonly dormant_since: string | null;
}

/** Ours: the flag was set, or a sign of life took it away. A contact that leaves active drops it without an event. */
const events = (before: Contact, { dormantSince, status }: Contact): readonly DormancyChanged[] =>
  before.dormantSince === dormantSince || status !== 'active'
    ? []
    : [
        {
          type: 'contact_dormancy_changed',
          dormant_since: formatIfAny(dormantSince),
        },
      ];

/** Ours: since when an active contact has been flagged as gone quiet. TextIt has no dormancy. */
export const dormantSince = {
  blank: () => null,
  stored: unlessNull('dormant'),
  bytes: 30,
  modifiers: { dormant: setDormant },
  events,
  undo: 'value',
  query: {
    names: ['dormant_since'],
    values: null,
    added: { dormant_since: { type: 'datetime', value: (contact) => contact.dormantSince } },
  },
  template: null,
  api: { dormant_since: time((contact) => contact.dormantSince) },
  input: null,
} as const satisfies Property<'dormantSince'>;
