import * as z from 'zod/mini';
import { readCounts } from '../../shared/data/counts/index.ts';
import type { FlowId, GroupId } from '../../shared/domain/ids.ts';
import { type GivenRules, rulesBody, rulesOf } from '../../shared/domain/policies/body.ts';
import { isIndexed, MOST_SEARCHED } from '../../shared/domain/policies/clock.ts';
import type { PolicyRules } from '../../shared/domain/policies/policy.ts';
import { findGroup } from '../../shared/domain/references.ts';
import type { Refusal } from '../../shared/domain/refusals/refusal.ts';
import { choice, text, whole } from '../../shared/domain/schema.ts';
import type { RequestContext } from '../../shared/lambda/http/endpoint.ts';
import type { FieldErrors } from '../../shared/lambda/http/field-errors.ts';
import { requireDefinition } from '../../shared/lambda/http/require-query.ts';
import { findStartable } from '../../shared/services/flows/find.ts';

export const policyBody = {
  name: z.optional(text({ max: 64 })),
  position: z.optional(whole(1, 1_000)),
  state: z.optional(choice(['shadow', 'on', 'off'])),
  /** The one that was read: of a policy that has got another one since, nothing is changed. */
  revision: z.optional(whole(1, Number.MAX_SAFE_INTEGER)),
  /** How many people would be taken, where they are protected less than before (`policy_previews.json`). */
  count: z.optional(whole(0, Number.MAX_SAFE_INTEGER)),
  ...rulesBody,
};

/** The rules of a body with everything that it names found, or null with the errors of its fields. */
export async function requireRules(
  given: GivenRules,
  errors: FieldErrors,
  context: RequestContext,
  before: PolicyRules | null,
): Promise<PolicyRules | null> {
  const { assets } = context;
  const flows = await flowsIn(given, context);
  const query = given.query ? (await requireDefinition(context, given.query)).query : null;
  const found = {
    assets,
    query,
    flow: (reference: string) => flows.get(reference) ?? ({ code: 'no_such_object', reference } as const),
    group: (reference: string): GroupId | Refusal =>
      findGroup(reference, assets)?.uuid ?? { code: 'no_such_object', reference },
  };
  const rules = rulesOf(given, found, before);
  if (!('problem' in rules)) {
    if (await canBeNightly(rules, context)) return rules;
    errors.add('clock', { code: 'clock_too_many', most: MOST_SEARCHED });
    return null;
  }
  errors.add(rules.field, rules.problem);
  return null;
}

/** A clock without an index searches all active contacts every night. */
async function canBeNightly({ clock }: PolicyRules, { runtime, caller }: RequestContext): Promise<boolean> {
  if (isIndexed(clock)) return true;
  const { folders } = await readCounts(runtime.data, caller.workspace);
  return folders.active + folders.dormant <= MOST_SEARCHED;
}

async function flowsIn({ stages = [] }: GivenRules, { runtime, caller }: RequestContext) {
  const named = [...new Set(stages.flatMap(({ flow }) => flow ?? []))];
  const found = await Promise.all(named.map((one) => findStartable(runtime.data, caller.workspace, one)));
  return new Map(
    named.map((reference, at): [string, FlowId | Refusal] => {
      const flow = found[at];
      if (flow === undefined) return [reference, { code: 'no_such_object', reference }];
      return [reference, 'code' in flow ? flow : flow.uuid];
    }),
  );
}
