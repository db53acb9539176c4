import type { Contact } from '../contact.ts';
import type { ErrorEvent } from '../events.ts';
import { formatUrn, identityOf, isUrnError, normalizeUrn, parseUrn } from '../urns.ts';
import { type Context, type Of, type Outcome, outcome } from './modifier.ts';

/** URNs a contact may reach by appending (TextIt 1.6); `set` is not limited. Bounds the item's size. */
export const URN_LIMIT = 50;

const TOO_MANY: ErrorEvent = { type: 'error', text: `Contact has too many URNs, limit is ${URN_LIMIT}` };

/**
 * Appends, removes (by identity) or replaces addresses; their order is their priority, so another order is a change.
 * An address that is invalid or that another contact owns is an error event, and the others go on: never stolen (TextIt 1.6).
 */
export function modifyUrns(contact: Contact, { urns, modification }: Of<'urns'>, context: Context): Outcome {
  const errors: ErrorEvent[] = [];
  const usable: string[] = [];
  for (const text of urns) {
    const normal = normalizeUrn(text, context.assets.settings.country);
    const identity = normal.ok ? identityOf(normal.urn) : null;
    if (!normal.ok || identity === null) errors.push(invalid(text));
    else if (modification !== 'remove' && context.taken.has(identity)) errors.push(takenUrn(identity));
    else usable.push(normal.urn);
  }
  const next = modifiedUrns(contact.urns, usable, modification);
  if (next.length > URN_LIMIT && modification === 'append') {
    errors.push(TOO_MANY);
    next.length = Math.max(URN_LIMIT, contact.urns.length);
  }
  const same = next.length === contact.urns.length && next.every((urn, i) => urn === contact.urns[i]);
  return outcome(same ? contact : { ...contact, urns: next }, errors);
}

function modifiedUrns(present: readonly string[], named: readonly string[], how: Of<'urns'>['modification']): string[] {
  const own = new Map(present.map((urn) => [identityOf(urn), urn]));
  const given = new Map(named.map((urn) => [identityOf(urn), urn] as const).reverse());
  if (how === 'remove') return present.filter((urn) => !given.has(identityOf(urn)));
  const unique = named.filter((urn) => given.get(identityOf(urn)) === urn);
  if (how === 'append') return [...present, ...unique.filter((urn) => !own.has(identityOf(urn)))];
  return [...new Set(unique)].map((urn) => keepingAffinity(urn, own.get(identityOf(urn))));
}

/** A replaced address keeps its channel and display when the new text gives none (TextIt 8.7). */
function keepingAffinity(urn: string, before: string | undefined): string {
  if (before === undefined || before === urn) return urn;
  const [given, kept] = [parseUrn(urn), parseUrn(before)];
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
