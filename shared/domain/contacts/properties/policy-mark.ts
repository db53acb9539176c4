import type { PolicyId } from '../../ids.ts';
import { formatInstant, type Instant, instant, parseInstant } from '../../instant.ts';
import type { Contact, PolicyMark } from '../contact.ts';
import { type ModifierOutcome, outcome } from '../modifiers/outcome.ts';
import type { HistoryEvents } from './history-events.ts';
import { INTERNAL } from './internal.ts';
import type { Property } from './property.ts';
import { published } from './published.ts';

interface SetPolicyMark {
  readonly type: 'policy_mark';
  readonly mark: PolicyMark | null;
}

const setPolicyMark = (contact: Contact, { mark }: SetPolicyMark): ModifierOutcome =>
  outcome(isSame(contact.policyMark, mark) ? contact : { ...contact, policyMark: mark });

const isSame = (one: PolicyMark | null, other: PolicyMark | null): boolean =>
  one === other || (one !== null && other !== null && JSON.stringify(store(one)) === JSON.stringify(store(other)));

type Kept = readonly [
  policy: string,
  version: number,
  stage: string,
  of: string,
  clock: number,
  on: number,
  stops: 0 | 1,
  left?: 1,
];

function store({ policy, version, stage, of, clock, on, stops, left }: PolicyMark): Kept {
  const kept = [policy, version, stage, of, clock, on, stops ? 1 : 0] as const;
  return left ? [...kept, 1] : kept;
}

const load = ([policy, version, stage, of, clock, on, stops, left]: Kept): PolicyMark => ({
  policy: policy as PolicyId,
  version,
  stage,
  of,
  clock: instant(clock),
  on: instant(on),
  ...(stops === 1 && { stops: true as const }),
  ...(left === 1 && { left: true as const }),
});

/** A mark as history and the bus tell it. */
interface ToldMark {
  readonly policy: string;
  readonly version: number;
  readonly stage: string;
  readonly clock: string;
  readonly clock_on: string;
  readonly on: string;
  readonly stops_sending: boolean;
  /** The contact was taken out of the selection, or came back into it. */
  readonly left?: true;
}

const tell = ({ policy, version, stage, of, clock, on, stops, left }: PolicyMark): ToldMark => ({
  policy,
  version,
  stage,
  clock: of,
  clock_on: formatInstant(clock),
  on: formatInstant(on),
  stops_sending: stops === true,
  ...(left && { left }),
});

const heard = ({ policy, version, stage, clock, clock_on, on, stops_sending, left }: ToldMark): PolicyMark => ({
  policy: policy as PolicyId,
  version,
  stage,
  of: clock,
  clock: parseInstant(clock_on) as Instant,
  on: parseInstant(on) as Instant,
  ...(stops_sending && { stops: true as const }),
  ...(left && { left }),
});

interface Staged {
  readonly taken: ToldMark | null;
}

/** Ours: a stage of a policy took the contact. */
const events: HistoryEvents<'contact_policy_stage', Staged> = {
  type: 'contact_policy_stage',
  between: ({ policyMark: before }, { policyMark: after }) =>
    isSame(before, after) ? [] : [{ type: 'contact_policy_stage', taken: after && tell(after) }],
  follow: (contact, { taken }) => ({ ...contact, policyMark: taken && heard(taken) }),
  known: ({ policyMark }) => ({ policyMark }),
};

/**
 * The stage of a policy that took the contact last (ADR 101). An undo leaves it: who was put back is not taken again
 * the next night.
 */
export const policyMark = {
  ...INTERNAL,
  label: 'Policy Stage',
  blank: () => null,
  stored: {
    attribute: 'stage',
    store: (mark: PolicyMark | null): Kept | undefined => (mark === null ? undefined : store(mark)),
    load: (kept: Kept | undefined): PolicyMark | null => (kept === undefined ? null : load(kept)),
  },
  bytes: 200,
  modifiers: { policy_mark: setPolicyMark },
  events,
  bus: { policy_stage: published(({ policyMark: mark }) => mark && tell(mark)) },
} as const satisfies Property<'policyMark'>;
