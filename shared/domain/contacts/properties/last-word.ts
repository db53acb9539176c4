import type { JobId } from '../../ids.ts';
import { type Instant, instant } from '../../instant.ts';
import type { Contact, LastWord } from '../contact.ts';
import { type ModifierContext, type ModifierOutcome, outcome } from '../modifiers/outcome.ts';
import { AS_OF_TARGET, OPT_IN_TARGET, OPT_OUT_TARGET, OPTED_OUT_ON_TARGET } from '../opt-out/imported.ts';
import { byJob, confirmed, hasOptedOut, isLater, lastWordOf, wordOf } from '../opt-out/last-word.ts';
import { withStatus } from '../with-status.ts';
import { writtenTime } from './exported.ts';
import { TARGETS_ONLY } from './imported.ts';
import type { Property } from './property.ts';
import { undoneWith } from './undo.ts';

interface Hear {
  readonly type: 'word';
  readonly says: LastWord['says'];
  readonly on: Instant;
  readonly word?: string;
  /** Why somebody else says so for the person. */
  readonly reason?: string;
}

/** The person opts out or in. Older words change nothing. A blocked or archived contact remembers for later. */
function hear(contact: Contact, { says, on: said, word, reason }: Hear, context: ModifierContext): ModifierOutcome {
  const { now, change } = context;
  const on = instant(Math.min(said, now));
  const heard: LastWord = {
    says,
    on,
    ...(word !== undefined && { word }),
    ...(reason !== undefined && { reason }),
    ...byJob(says, change),
  };
  if (!isLater(heard, lastWordOf(contact))) return outcome(says === 'out' ? confirmed(contact, change) : contact);
  const after = { ...contact, lastWord: heard };
  const { status, optOut } = contact;
  if (status === (says === 'out' ? 'active' : 'stopped'))
    return outcome(withStatus(after, says === 'out' ? 'stopped' : 'active', now));
  if (status === 'archived' && optOut !== 'blocked')
    return outcome({ ...after, optOut: says === 'out' ? 'stopped' : null });
  return outcome(after);
}

/** Only the time for an opt-in by any message, as most contacts have. */
type Kept =
  | number
  | readonly [says: LastWord['says'], on: Instant, word: string | null, reason: string | null, job?: JobId];

function store(last: LastWord | null): Kept | undefined {
  if (last === null) return undefined;
  const { says, on, word = null, reason = null, job } = last;
  if (says === 'in' && word === null && reason === null) return on;
  return job === undefined ? [says, on, word, reason] : [says, on, word, reason, job];
}

function load(kept: Kept | undefined): LastWord | null {
  if (kept === undefined) return null;
  if (typeof kept === 'number') return { says: 'in', on: instant(kept) };
  const [says, on, word, reason, job] = kept;
  return {
    says,
    on,
    ...(word !== null && { word }),
    ...(reason !== null && { reason }),
    ...(job !== undefined && { job }),
  };
}

/** When the person refused messages, if that is the last word. */
const optedOutOn = (contact: Contact): Instant | null =>
  hasOptedOut(contact) ? (lastWordOf(contact)?.on ?? null) : null;

/** What the person last said about messages; `status` and `optOut` follow it. */
export const lastWord = {
  label: 'Opted Out',
  blank: ({ optOut }) => optOut && wordOf(optOut, null),
  stored: { attribute: 'word', store, load },
  bytes: 1_200,
  modifiers: { word: hear },
  events: null,
  undo: undoneWith('status', 'lastWord'),
  query: {
    names: ['opted_out_on'],
    values: null,
    added: { opted_out_on: { type: 'datetime', value: optedOutOn } },
  },
  template: null,
  api: null,
  export: {
    opted_out_on: writtenTime(optedOutOn, { header: 'Opted Out On' }),
    opt_outs_as_of: writtenTime((_, { readOn = null }) => readOn, { header: 'Opt-outs As Of' }),
  },
  /** `status` has the modifier. */
  import: {
    ...TARGETS_ONLY,
    targets: {
      opt_out: OPT_OUT_TARGET,
      opt_in: OPT_IN_TARGET,
      opted_out_on: OPTED_OUT_ON_TARGET,
      opt_outs_as_of: AS_OF_TARGET,
    },
  },
  bus: null,
  sort: null,
  input: null,
} as const satisfies Property<'lastWord'>;
