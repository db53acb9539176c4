import * as z from 'zod/mini';
import { withUrns } from '../../shared/data/contacts/index.ts';
import { maskUrn, TELLS_OWNER } from '../../shared/domain/contacts/anon.ts';
import type { Contact } from '../../shared/domain/contacts/contact.ts';
import { parseFlow, runFlow } from '../../shared/domain/flows/definition.ts';
import type { Flow, Run, RunEvent } from '../../shared/domain/flows/flow.ts';
import { describeProblem } from '../../shared/domain/flows/problem.ts';
import { type FlowId, type JobId, parseUuid } from '../../shared/domain/ids.ts';
import { randomFor } from '../../shared/domain/jobs/random.ts';
import { reference } from '../../shared/domain/references.ts';
import { isRefusal } from '../../shared/domain/refusals/refusal.ts';
import { unaudited } from '../../shared/lambda/callers/audited.ts';
import { namedThing, shown } from '../../shared/lambda/http/answers.ts';
import { ok, type Request, type RequestContext, unkeptEndpoint } from '../../shared/lambda/http/endpoint.ts';
import { ApiError } from '../../shared/lambda/http/errors.ts';
import type { FieldErrors } from '../../shared/lambda/http/field-errors.ts';
import { presenter } from '../../shared/lambda/http/presenter.ts';
import { findContacts } from '../../shared/services/contacts/find.ts';
import { type KnownFlows, readFlows } from '../../shared/services/flows/load.ts';
import { checkParams, params } from './params.ts';

interface Simulating {
  readonly flow: Flow;
  readonly flows: ReadonlyMap<FlowId, Flow>;
  readonly contact: Contact;
  readonly params: unknown;
}

const body = {
  flow: z.optional(reference('flow')),
  definition: z.optional(z.looseObject({})),
  contact: reference('contact'),
  params,
};

type Asked = Request<never, typeof body>;

/**
 * What a run of a flow would do. Events are in TextIt's shapes (8.7). Errors are shown with their places, so the events
 * leave them out.
 */
const simulationShown = presenter<Run, { readonly before: Contact; readonly anon: boolean }>('Simulation')({
  contact: [namedThing, (_, { before }) => before],
  exit_type: [z.enum(['completed', 'failed']), ({ status }) => status],
  changed: [z.boolean(), ({ contact }, { before }) => contact !== before],
  path: z.array(z.object({ node: z.string(), exit: z.nullable(z.string()) })),
  events: [
    z.array(z.looseObject({ type: z.string() })),
    ({ events }, { anon }) =>
      events.filter(isNoError).map((event) => ({ ...(anon && isOfUrns(event) ? withUrns(event, maskUrn) : event) })),
  ],
  values: [
    z.record(z.string(), z.object({ name: z.string(), value: z.string(), category: z.string(), node: z.string() })),
    ({ results }) =>
      Object.fromEntries(
        Object.entries(results).map(([key, { name, value, category, node_uuid: node }]) => [
          key,
          { name, value, category, node },
        ]),
      ),
  ],
  errors: [
    z.array(
      z.object({
        type: z.string(),
        kind: z.string(),
        node: z.nullable(z.string()),
        action: z.nullable(z.string()),
        text: z.string(),
      }),
    ),
    ({ errors }, { anon }) =>
      errors
        .filter(({ kind }) => !anon || kind !== TELLS_OWNER)
        .map(({ event, ...error }) => ({ ...error, type: event.type, text: event.text })),
  ],
});

/** POST simulations.json: a contact's way through a flow, without storing. Addresses that it adds count as free. */
export const simulate = unkeptEndpoint({
  summary: 'Try a flow on a contact, without changing it',
  answers: shown(simulationShown),
  body,
  forms: [
    { name: 'stored', fields: ['flow', 'contact', 'params'], required: ['flow'] },
    { name: 'draft', fields: ['definition', 'contact', 'params'], required: ['definition'] },
  ],
  strict: true,
  bodyBytes: 1_500_000,
  parse,
  handle({ flow, flows, contact, params: given }, { assets, now, change }) {
    // The same dice in each simulation of a contact, but not those of any start.
    const random = randomFor(flow.uuid as string as JobId, contact.uuid);
    const nobodys = { taken: new Set<string>(), optOuts: new Map() };
    const run = runFlow(flow, contact, { assets, flows, params: given ?? null, random, now, change, ...nobodys });
    return ok(simulationShown.show(run, { before: contact, anon: assets.settings.anon }));
  },
  audit: unaudited,
  replay: 'unneeded',
});

async function parse(request: Asked): Promise<Simulating | FieldErrors> {
  const { given, errors, runtime, caller, assets } = request;
  if ((given.flow === undefined) === (given.definition === undefined))
    errors.add('flow', { code: 'flow_or_definition' });
  checkParams(given, errors);
  const found = await findContacts(runtime.data, caller.workspace, assets, given.contact ? [given.contact] : []);
  if (isRefusal(found)) errors.add('contact', found);
  if (isRefusal(found) || !errors.none(given)) return errors;
  const loaded = given.definition ? await draft(given.definition, request) : await stored(given.flow ?? '', request);
  const [contact] = found;
  if (loaded === null || contact === undefined)
    errors.add('flow', { code: 'no_such_object', reference: given.flow ?? '' });
  return loaded === null || contact === undefined ? errors : { ...loaded, contact, params: given.params };
}

/** A stored flow that can run here, or null. */
async function stored(text: string, { runtime, caller }: RequestContext) {
  const uuid = parseUuid<FlowId>(text);
  const flows = await readFlows(runtime.data, caller.workspace, uuid ? [uuid] : []);
  const flow = uuid && flows.get(uuid);
  return flow ? { flow, flows } : null;
}

/** A definition as it was sent; 400 with its problems when it cannot run here. */
async function draft(definition: object, { runtime, caller, assets }: RequestContext) {
  const reading = parseFlow(definition, assets.globals ?? new Map());
  if (!reading.ok) {
    const { problems } = reading;
    throw new ApiError(400, { definition: problems.map(describeProblem), problems });
  }
  const { flow } = reading;
  const own: KnownFlows = new Map([[flow.uuid, reading]]);
  return { flow, flows: await readFlows(runtime.data, caller.workspace, [flow.uuid], own) };
}

const isNoError = (event: RunEvent): event is Exclude<RunEvent, { type: 'error' | 'failure' }> =>
  event.type !== 'error' && event.type !== 'failure';

const isOfUrns = (event: RunEvent) => event.type === 'contact_urns_changed';
