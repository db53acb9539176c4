import * as z from 'zod/mini';
import { changeContact } from '../../shared/data/contacts/index.ts';
import { readJob } from '../../shared/data/jobs/index.ts';
import { readSilences } from '../../shared/data/limits/index.ts';
import {
  listChannels,
  listPolicies,
  listPolicyNights,
  listPolicyVersions,
  type PolicyRecord,
  readPolicy,
  removePolicy,
} from '../../shared/data/workspace/index.ts';
import { apply } from '../../shared/domain/changes/apply.ts';
import type { ContactId, PolicyId } from '../../shared/domain/ids.ts';
import { hasEnded } from '../../shared/domain/jobs/lifecycle.ts';
import { flag, text } from '../../shared/domain/schema.ts';
import { unaudited } from '../../shared/lambda/callers/audited.ts';
import { openHmacKey } from '../../shared/lambda/clients/secret.ts';
import { pagesOf, shown } from '../../shared/lambda/http/answers.ts';
import {
  deleteEndpoint,
  endpoint,
  ok,
  type RequestContext,
  unkeptEndpoint,
} from '../../shared/lambda/http/endpoint.ts';
import { notFound } from '../../shared/lambda/http/errors.ts';
import { httpHandler } from '../../shared/lambda/http/http.ts';
import { page } from '../../shared/lambda/http/page.ts';
import { byUuid, required } from '../../shared/lambda/http/param.ts';
import { requireUuid, uuidParam } from '../../shared/lambda/http/params.ts';
import { firstNightOf } from '../../shared/services/lifecycle/shadow.ts';
import { type EndpointsOf, routesOf } from '../endpoints.ts';
import { getPolicyContact, policyContactShown } from './contact.ts';
import { policyShown, showBuiltIn } from './present.ts';
import { previewPolicy } from './preview.ts';
import { savePolicy } from './save.ts';

/** Nights that are shown of one policy. */
const NIGHTS = 60;

/** GET policies.json: all of them in their order, after the built-in one; `uuid`: one, with nights and versions. */
const getPolicies = endpoint({
  summary: 'List lifecycle policies',
  answers: pagesOf(policyShown),
  params: { uuid: byUuid('only this policy, with its last nights, its versions, and what waits') },
  parse: ({ query }) => uuidParam<PolicyId>(query, 'uuid'),
  async handle(uuid, context) {
    const { runtime, caller, assets } = context;
    const unheard = await unheardIn(context);
    if (uuid !== undefined) {
      const policy = await readPolicy(runtime.data, caller.workspace, uuid);
      if (policy === null) throw notFound();
      return ok(page(context, [await detailed(policy, unheard, context)], null));
    }
    const policies = await listPolicies(runtime.data, caller.workspace);
    return ok(
      page(
        context,
        [showBuiltIn(assets, unheard), ...policies.map((one) => policyShown.show(one, { ...assets, unheard }))],
        null,
      ),
    );
  },
});

type Unheard = Awaited<ReturnType<typeof unheardIn>>;

/** Where nobody was heard when a night listened last, with the names of channels. */
async function unheardIn({ runtime: { data }, caller: { workspace } }: RequestContext) {
  const silences = await readSilences(data, workspace);
  const channels = silences.length === 0 ? [] : await listChannels(data, workspace);
  return silences.map(({ since, source }) => ({
    since,
    channel: channels.find(({ uuid }) => uuid === source) ?? null,
  }));
}

async function detailed(policy: PolicyRecord, unheard: Unheard, context: RequestContext) {
  const { runtime, caller, assets, now } = context;
  const data = runtime.data;
  const workspace = caller.workspace;
  const asked = { settings: assets.settings, now };
  const [nights, versions, firstNight, jobs] = await Promise.all([
    listPolicyNights(data, workspace, policy.uuid, NIGHTS),
    listPolicyVersions(data, workspace, policy.uuid),
    policy.state === 'shadow' ? firstNightOf(data, workspace, policy, asked) : null,
    Promise.all(Object.values(policy.progress.jobs ?? {}).map((job) => readJob(data, workspace, job))),
  ]);
  const open = jobs.filter((job) => job !== null).filter((job) => !hasEnded(job));
  const details = { nights, versions, firstNight, jobs: open };
  return policyShown.show(policy, { ...assets, details, unheard });
}

const body = { hold: flag(), reason: z.optional(z.nullable(text({ max: 200 }))) };

/** POST policy_contacts.json: keeps a contact from every policy (`hold`), or no longer. History keeps both. */
const saveHold = unkeptEndpoint({
  summary: 'Hold a contact, so that no policy takes it, or lift the hold',
  answers: shown(policyContactShown),
  params: { contact: required(byUuid('the contact')) },
  body,
  strict: true,
  parse({ query, given, errors }) {
    const contact = requireUuid<ContactId>(query, 'contact');
    if (!errors.none(given)) return errors;
    return { contact, hold: given.hold, reason: given.reason ?? null };
  },
  async handle({ contact, hold, reason }, context) {
    const { runtime, caller, assets, now, change } = context;
    const modifiers = [{ type: 'hold', hold: hold ? { by: caller.id, reason } : null }] as const;
    const changed = await changeContact(runtime.data, caller.workspace, contact, {}, (one, taken) =>
      apply(one, modifiers, assets, { now, change, taken }),
    );
    if (!('contact' in changed)) throw notFound();
    return ok(policyContactShown.show(changed.contact, context));
  },
  audit: unaudited,
  replay: 'unneeded',
});

/** DELETE policies.json: it takes nobody any more. What it did stays done, and its jobs can be undone as before. */
const deletePolicy = deleteEndpoint({
  summary: 'Remove a lifecycle policy',
  roles: ['administrator'],
  params: { uuid: required(byUuid('the policy')) },
  parse: ({ query }) => requireUuid<PolicyId>(query, 'uuid'),
  handle: (uuid, { runtime, caller }) => removePolicy(runtime.data, caller.workspace, uuid),
  audit: (uuid) => ({ kind: 'policy.removed', about: uuid }),
});

export const endpoints: EndpointsOf<'policies'> = {
  policies: { GET: getPolicies, POST: savePolicy, DELETE: deletePolicy },
  policy_previews: { POST: previewPolicy },
  policy_contacts: { GET: getPolicyContact, POST: saveHold },
};

export const handler = httpHandler({ routes: routesOf(endpoints) }, { hmacKey: openHmacKey });
