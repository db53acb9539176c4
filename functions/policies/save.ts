import { randomUUID } from 'node:crypto';
import { changePolicy, createPolicy, listPolicies, readPolicy } from '../../shared/data/workspace/index.ts';
import { namesGone } from '../../shared/domain/groups/group-uses.ts';
import type { PolicyId } from '../../shared/domain/ids.ts';
import type { GivenRules } from '../../shared/domain/policies/body.ts';
import type { Policy, PolicyRules } from '../../shared/domain/policies/policy.ts';
import { personBehind } from '../../shared/domain/workspace.ts';
import { saved } from '../../shared/lambda/http/answers.ts';
import {
  created,
  keeping,
  ok,
  type Request,
  type RequestContext,
  type Written,
  writeEndpoint,
} from '../../shared/lambda/http/endpoint.ts';
import { limitReached, notFound, refuse } from '../../shared/lambda/http/errors.ts';
import type { FieldErrors } from '../../shared/lambda/http/field-errors.ts';
import { byUuid } from '../../shared/lambda/http/param.ts';
import { requireUuid } from '../../shared/lambda/http/params.ts';
import { policyShown } from './present.ts';
import { policyBody, requireRules } from './rules.ts';

type PolicyRequest = Request<'uuid', typeof policyBody>;

interface NewPolicy {
  readonly before: null;
  readonly name: string;
  readonly position: number | undefined;
  readonly state: Policy['state'];
  readonly rules: PolicyRules;
}

interface ChangedPolicy {
  readonly before: Policy;
  readonly set: Partial<Pick<Policy, 'name' | 'position' | 'state'>>;
  /** A new version; null: the rules stay. */
  readonly rules: PolicyRules | null;
}

/**
 * POST policies.json: makes a policy (201), which begins in shadow; `?uuid=` changes one (200). Other rules make a new
 * version, with which the old one ends. Switching on begins the days of waiting. With the `revision` that was read, a
 * policy that somebody else has changed since stays as it is (409).
 */
export const savePolicy = writeEndpoint({
  summary: 'Create or change a lifecycle policy',
  answers: saved(policyShown),
  roles: ['administrator'],
  params: { uuid: byUuid('the policy to change') },
  body: policyBody,
  forms: [
    { name: 'create', required: ['name', 'stages'], without: 'uuid' },
    { name: 'change', with: 'uuid' },
  ],
  strict: true,
  parse: (request): Promise<NewPolicy | ChangedPolicy | FieldErrors> =>
    request.query.uuid === undefined ? parseNew(request) : parseChange(request),
  handle: (command, context) => (command.before === null ? create(command, context) : change(command, context)),
  audit: (command, { assets }, { kept, body }) => ({
    kind: 'policy.saved',
    about: kept,
    details: {
      name: (body as { readonly name: string }).name,
      state: (body as { readonly state: string }).state,
      ...(command.before !== null && { was: command.before.state, version_was: command.before.version }),
      workspace: assets.settings.name,
    },
  }),
  async made(seed, { runtime, caller }) {
    const policy = await readPolicy(runtime.data, caller.workspace, seed as PolicyId);
    return policy && { status: 201, kept: policy.uuid };
  },
  async replay(uuid: PolicyId, { runtime, caller, assets }) {
    const policy = await readPolicy(runtime.data, caller.workspace, uuid);
    return policy && { body: policyShown.show(policy, assets) };
  },
});

async function parseNew(request: PolicyRequest): Promise<NewPolicy | FieldErrors> {
  const { given, errors } = request;
  if (given.name === undefined) errors.add('name', { code: 'required' });
  if (given.state === 'on') errors.add('state', { code: 'policy_shadow_first' });
  if (!errors.none(given)) return errors;
  const rules = await requireRules(given, errors, request, null);
  if (rules === null) return errors;
  return { before: null, name: given.name ?? '', position: given.position, state: given.state ?? 'shadow', rules };
}

async function parseChange(request: PolicyRequest): Promise<ChangedPolicy | FieldErrors> {
  const { given, errors, query, runtime, caller } = request;
  const before = await readPolicy(runtime.data, caller.workspace, requireUuid<PolicyId>(query, 'uuid'));
  if (before === null) throw notFound();
  if (!errors.none(given)) return errors;
  const { progress: _, ...policy } = before;
  const { name, position, state, revision, ...rest } = given;
  if (revision !== undefined && revision !== before.revision) throw refuse({ code: 'policy_changed' }, 409);
  const set = {
    ...(name !== undefined && { name }),
    ...(position !== undefined && { position }),
    ...(state !== undefined && { state }),
  };
  const asked = Object.values(rest).some((value) => value !== undefined);
  const rules = asked ? await requireRules(rest as GivenRules, errors, request, before.rules) : before.rules;
  if (rules === null) return errors;
  const works = (state ?? before.state) !== 'off' && (asked || state !== undefined);
  if (works && namesGone({ rules }, request.assets, request.now)) {
    errors.add('state', { code: 'policy_names_gone' });
    return errors;
  }
  return { before: policy, set, rules: JSON.stringify(rules) === JSON.stringify(before.rules) ? null : rules };
}

async function create(
  { name, position, state, rules }: NewPolicy,
  { runtime, caller, assets, now, seed }: RequestContext,
): Promise<Written<PolicyId>> {
  const policies = await listPolicies(runtime.data, caller.workspace);
  const policy: Policy = {
    uuid: (seed ?? randomUUID()) as PolicyId,
    name,
    state,
    version: 1,
    rules,
    begunOn: now,
    createdOn: now,
    revision: 1,
    position: position ?? Math.max(0, ...policies.map((one) => one.position)) + 1,
    createdBy: personBehind(caller),
  };
  if (!(await createPolicy(runtime.data, caller.workspace, policy))) throw limitReached();
  return keeping(created(policyShown.show(policy, assets)), policy.uuid);
}

async function change(
  { before, set, rules }: ChangedPolicy,
  { runtime, caller, assets, now }: RequestContext,
): Promise<Written<PolicyId>> {
  const switchesOn = set.state !== undefined && set.state !== before.state && set.state !== 'off';
  const next = {
    ...set,
    ...(rules !== null && { rules, version: before.version + 1 }),
    ...((rules !== null || switchesOn) && { begunOn: now }),
  };
  const after = await changePolicy(runtime.data, caller.workspace, before, { ...next, by: personBehind(caller) });
  if (after === null) throw refuse({ code: 'policy_changed' }, 409);
  return keeping(ok(policyShown.show(after, assets)), before.uuid);
}
