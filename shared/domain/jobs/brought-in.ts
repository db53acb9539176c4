/** Who brought the people of a job in: who made or changed them before it began (ADR 086). */
import { type Change, type Contact, isTombstone, type Tombstone } from '../contacts/contact.ts';
import { addDays, type Instant } from '../instant.ts';
import type { PolicyRules } from '../policies/policy.ts';
import type { Actor, Caller } from '../workspace.ts';

export interface BroughtIn {
  /** Contacts that were looked at: all, or of a large job a fair sample. */
  readonly lookedAt: number;
  /** Those who brought some in and how many, most first. Some are of several people. */
  readonly by: readonly (Actor & { readonly contacts: number })[];
}

const DAYS = 30;
/** Beside all who brought in most. */
const NAMED = 3;

interface Begun {
  readonly createdOn: Instant;
  readonly policy?: { readonly stage: string };
}

/** From when on a change may have led into the job: a policy takes its people after all that it waits for. */
export function broughtSince({ createdOn, policy }: Begun, rules?: PolicyRules): Instant {
  const { stages = [], waitDays = 0 } = rules ?? {};
  const walked = stages.slice(0, stages.findIndex(({ key }) => key === policy?.stage) + 1);
  const first = walked[0]?.days ?? 0;
  const last = walked.reduce((day, { days = 0, after = 0 }) => Math.max(days, day + after), first);
  return addDays(createdOn, first - last - waitDays - DAYS);
}

/** Whether the last change of a contact is so late that it, or one before it, may have brought the contact in. */
export const isChangedSince = (one: Contact | Tombstone, since: Instant): one is Contact =>
  !isTombstone(one) && one.modifiedOn >= since;

/** Of the changes of each contact: what people sent is their own word, whoever passed it on. */
export function broughtInBy(
  lookedAt: number,
  changes: readonly (readonly Change[])[],
  personOf: (id: string) => Actor | undefined,
): BroughtIn {
  const found = new Map<string, Actor & { readonly contacts: number }>();
  for (const of of changes) {
    const people = of.flatMap(({ by, via }) => (via === 'event' ? [] : (personOf(by) ?? [])));
    for (const person of new Map(people.map((one) => [one.id, one])).values())
      found.set(person.id, { ...person, contacts: (found.get(person.id)?.contacts ?? 0) + 1 });
  }
  const by = [...found.values()].sort((a, b) => b.contacts - a.contacts);
  return { lookedAt, by: by.filter((one, place) => place < NAMED || isMost(one, lookedAt)) };
}

const isMost = ({ contacts }: { readonly contacts: number }, lookedAt: number): boolean => 2 * contacts > lookedAt;

/** Whether somebody brought in more than half of them, themselves or by a token that they own. */
export const broughtMostIn = (
  { approval }: { readonly approval?: { readonly broughtIn?: BroughtIn } | null },
  { id, owner }: Pick<Caller, 'id' | 'owner'>,
): boolean => {
  const { lookedAt = 0, by = [] } = approval?.broughtIn ?? {};
  return by.some((one) => (one.id === id || one.id === owner?.id) && isMost(one, lookedAt));
};
