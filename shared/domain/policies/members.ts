/** Whom a policy is for. */
import { compile, type QueryContact } from '../../query/query.ts';
import { type Day, localDay } from '../calendar/days.ts';
import type { Contact } from '../contacts/contact.ts';
import { queryContactOf } from '../contacts/queryable.ts';
import { readStored } from '../groups/stored-query.ts';
import type { ContactId, GroupId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { Assets } from '../workspace.ts';
import { clockOf, statusOf } from './clock.ts';
import { policyStanding } from './mark.ts';
import type { Policy, PolicyRules } from './policy.ts';

/** Why a policy is not for a contact; null when it is. */
export type NotFor = 'held' | 'control_group' | 'not_selected';

/** What decides about contacts: the workspace as it is, and the time. */
export interface Deciding {
  readonly assets: Assets;
  readonly now: Instant;
}

/**
 * Whether a policy is for a contact as it is now. A hold beats every policy, and the control group of a policy beats
 * that policy. Contacts that the policy itself has archived stay with it, since they are in no group any more.
 */
export function whyNotFor(policy: Policy, contact: Contact, deciding: Deciding): NotFor | null {
  if (contact.hold !== null) return 'held';
  if (isControl(policy.rules, contact, deciding.assets)) return 'control_group';
  return isSelected(policy, contact, deciding) ? null : 'not_selected';
}

/** The first policy that is for a contact, of those that are on: only this one takes it. */
export const policyFor = (contact: Contact, deciding: Deciding): Policy | null =>
  contact.hold !== null
    ? null
    : (policiesOn(deciding.assets).find((policy) => isSelected(policy, contact, deciding)) ?? null);

/** The policy that a contact is under: held people, and those in its control group, are not. */
export function policyOver(contact: Contact, deciding: Deciding): Policy | null {
  const policy = policyFor(contact, deciding);
  return policy !== null && whyNotFor(policy, contact, deciding) === null ? policy : null;
}

/** In their order. */
export const policiesOn = ({ policies = [] }: Pick<Assets, 'policies'>): readonly Policy[] =>
  policies.filter(({ state }) => state === 'on');

function isSelected(policy: Policy, contact: Contact, deciding: Deciding): boolean {
  const { rules } = policy;
  if (clockOf(rules.clock, contact) === null) return false;
  const begins = statusOf(rules.clock);
  if (contact.status === 'archived' && begins !== 'archived') return policyStanding(policy, contact).at === 'stage';
  return contact.status === begins && meetsSelection(rules, contact, deciding);
}

/**
 * Whether the groups and the query of a policy choose a contact, whatever its status. Once an excluded group is deleted
 * nobody knows whom it kept out, so the policy is for nobody.
 */
export function meetsSelection(rules: PolicyRules, contact: Contact, deciding: Deciding): boolean {
  const { groups, excludeGroups = [] } = rules.selection;
  if (groups !== undefined && !contact.groups.some((group) => groups.includes(group))) return false;
  if (excludeGroups.some((group) => contact.groups.includes(group) || isGone(group, deciding.assets))) return false;
  return rules.selection.query === undefined || matcherOf(rules, deciding)(queryContactOf(contact));
}

/** Of a control group that was deleted, everybody may have been a member. */
const isControl = ({ control: { share, group } }: PolicyRules, { uuid, groups }: Contact, assets: Assets): boolean =>
  shareOf(uuid) < share / 100 || (group !== undefined && (groups.includes(group) || isGone(group, assets)));

const isGone = (group: GroupId, { groups }: Assets): boolean => !groups.has(group);

/** A number from 0 to below 1 that stays the same for a contact (FNV-1a, then mixed). */
export function shareOf(uuid: ContactId): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < uuid.length; at++) hash = Math.imul(hash ^ uuid.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

interface Matcher {
  readonly revision: number;
  readonly day: Day;
  readonly matches: (contact: QueryContact) => boolean;
}

/** Queries are compiled once a day, since they may count days, and anew after a change of fields. */
const matchers = new WeakMap<PolicyRules, Matcher>();

function matcherOf(rules: PolicyRules, { assets, now }: Deciding): Matcher['matches'] {
  const { revision, timezone, dateStyle } = assets.settings;
  const day = localDay(timezone, now);
  const known = matchers.get(rules);
  if (known !== undefined && known.revision === revision && known.day === day) return known.matches;
  const query = readStored(rules.selection.query ?? '', assets, now);
  // A query that can no longer be read selects nobody, as an invalid smart group has no members.
  const matches = query === null ? () => false : compile(query, { dateStyle, timezone, now }).matches;
  matchers.set(rules, { revision, day, matches });
  return matches;
}
