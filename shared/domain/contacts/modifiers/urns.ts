import type { Instant } from '../../instant.ts';
import type { Contact } from '../contact.ts';
import type { ErrorEvent } from '../error-event.ts';
import { lastWordOf, type OptOut, strongest, wordOf } from '../opt-out/last-word.ts';
import { formatUrn, identityOf, isUrnError, normalizeUrn, parseUrn } from '../urns.ts';
import { withStatus } from '../with-status.ts';
import { type ModifierContext, type ModifierOutcome, outcome } from './outcome.ts';

export interface ModifyUrns {
  readonly type: 'urns';
  readonly urns: readonly string[];
  readonly modification: 'append' | 'remove' | 'set';
}

/** URNs a contact may reach by appending (TextIt 1.6); `set` has no limit. It bounds the item's size. */
export const URN_LIMIT = 50;

const TOO_MANY: ErrorEvent = { type: 'error', text: `Contact has too many URNs, limit is ${URN_LIMIT}` };

/** Appends, removes or replaces addresses, in order of priority. An invalid or taken one is an error (TextIt 1.6). */
export function modifyUrns(
  contact: Contact,
  { urns, modification }: ModifyUrns,
  context: ModifierContext,
): ModifierOutcome {
  const taken = modification === 'remove' ? NOBODYS : context.taken;
  const { usable, errors } = usableUrns(urns, context.assets.settings.country, taken);
  const wanted = modifiedUrns(contact.urns, usable, modification);
  const room = modification === 'append' ? Math.max(URN_LIMIT, contact.urns.length) : wanted.length;
  const next = wanted.slice(0, room);
  if (next.length < wanted.length) errors.push(TOO_MANY);
  const same = next.length === contact.urns.length && next.every((urn, i) => urn === contact.urns[i]);
  return outcome(same ? contact : withRefusals(contact, { ...contact, urns: next }, context), errors);
}

/** A refusal outlives its contact: who gets such an address is stopped or blocked too, or remembers it archived. */
function withRefusals(before: Contact, after: Contact, { now, optOuts }: ModifierContext): Contact {
  const own = new Set(before.urns.map(identityOf));
  const gained = after.urns.map(identityOf).filter((identity) => !own.has(identity));
  const refusal = strongest(gained.flatMap((identity) => optOuts?.get(identity) ?? []));
  return refusal === null ? after : withRefusal(after, refusal, now);
}

/** The contact under a refusal that was made elsewhere. */
export function withRefusal(contact: Contact, refusal: OptOut, now: Instant): Contact {
  const refusing = { ...contact, lastWord: wordOf(refusal, lastWordOf(contact)) };
  if (contact.optOut !== null) return refusing;
  if (contact.status === 'archived') return { ...refusing, optOut: refusal.reason };
  return withStatus(refusing, refusal.reason, now);
}

const NOBODYS: ReadonlySet<string> = new Set();

function usableUrns(urns: readonly string[], country: string | null, taken: ReadonlySet<string>) {
  const usable: string[] = [];
  const errors: ErrorEvent[] = [];
  for (const text of urns) {
    const normal = normalizeUrn(text, country);
    if (!normal.ok) errors.push(invalid(text));
    else if (taken.has(identityOf(normal.urn))) errors.push(takenUrn(identityOf(normal.urn)));
    else usable.push(normal.urn);
  }
  return { usable, errors };
}

function modifiedUrns(present: readonly string[], named: readonly string[], how: ModifyUrns['modification']): string[] {
  const own = byIdentity(present);
  const given = byIdentity(named);
  switch (how) {
    case 'append':
      return [...present, ...[...given].filter(([identity]) => !own.has(identity)).map(([, urn]) => urn)];
    case 'remove':
      return present.filter((urn) => !given.has(identityOf(urn)));
    case 'set':
      return [...given].map(([identity, urn]) => keepingAffinity(urn, own.get(identity)));
  }
}

/** In order; of two with the same identity the first. */
function byIdentity(urns: readonly string[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const urn of urns) if (!found.has(identityOf(urn))) found.set(identityOf(urn), urn);
  return found;
}

/** A replaced address keeps its channel and display if the new text has none (TextIt 8.7). */
function keepingAffinity(urn: string, before: string | undefined): string {
  if (before === undefined || before === urn) return urn;
  const given = parseUrn(urn);
  const kept = parseUrn(before);
  if (isUrnError(given) || isUrnError(kept)) return urn;
  return formatUrn({ ...kept, ...given });
}

const invalid = (urn: string): ErrorEvent => ({
  type: 'error',
  text: `'${urn}' is not valid URN`,
  code: 'urn:invalid',
  extra: { urn },
});

const takenUrn = (urn: string): ErrorEvent => ({
  type: 'error',
  text: 'URN is taken by another contact',
  code: 'urn:taken',
  extra: { urn },
});
