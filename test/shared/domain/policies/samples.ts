import { apply } from '../../../../shared/domain/changes/apply.ts';
import type { Contact } from '../../../../shared/domain/contacts/contact.ts';
import type { Modifier } from '../../../../shared/domain/contacts/modifiers/modifier.ts';
import type { PolicyId } from '../../../../shared/domain/ids.ts';
import type { Instant } from '../../../../shared/domain/instant.ts';
import { rulesOf } from '../../../../shared/domain/policies/body.ts';
import {
  MOST_POLICIES,
  POLICY_STATES,
  type Policy,
  type PolicyRules,
} from '../../../../shared/domain/policies/policy.ts';
import { findGroup } from '../../../../shared/domain/references.ts';
import type { Assets } from '../../../../shared/domain/workspace.ts';
import { assets, at, change } from '../contacts/world.ts';

const policyId = (number: number): PolicyId =>
  `9a000000-0000-4000-8000-${String(number).padStart(12, '0')}` as string as PolicyId;

type Given = Parameters<typeof rulesOf>[0];

const found = {
  assets,
  query: null,
  flow: (uuid: string) => uuid as never,
  group: (name: string) => findGroup(name, assets)?.uuid ?? ({ code: 'no_such_object', reference: name } as const),
};

/** The rules of a body, or the wrong field and its code. */
export function rules(given: Given, query: string | null = null): PolicyRules | string {
  const made = rulesOf({ ...given, ...(query !== null && { query }) }, { ...found, query }, null);
  if (!('problem' in made)) return made;
  const { field, problem } = made;
  return `${field}: ${'why' in problem ? (problem.why as { readonly code: string }).code : problem.code}`;
}

/** A policy that is on since long ago; of a wrong body it throws. */
export function policyOf(given: Given, more: Partial<Policy> = {}, query: string | null = null): Policy {
  const made = rules(given, query);
  if (typeof made === 'string') throw new Error(made);
  const position = more.position ?? 1;
  return {
    ...{ uuid: policyId(position), name: 'Quiet', position, state: POLICY_STATES[1], version: 1, revision: 1 },
    ...{ begunOn: at('2020-01-01T00:00:00Z'), rules: made, createdOn: at('2020-01-01T00:00:00Z') },
    ...{ createdBy: { id: 'test', name: 'Test' }, ...more },
  };
}

export const withPolicies = (policies: readonly Policy[], timezone = 'UTC'): Assets => ({
  ...assets,
  settings: { ...assets.settings, timezone, events: ['contact.changed'] },
  policies: policies.slice(0, MOST_POLICIES),
});

export const changed = (contact: Contact, modifiers: readonly Modifier[], now: Instant, within = assets): Contact =>
  apply(contact, modifiers, within, { now, change, taken: new Set() }).contact;
