import * as z from 'zod/mini';
import {
  changeGlobal,
  createGlobal,
  type FlowHead,
  listFlows,
  loadAssets,
  readFlow,
  recheckFlow,
} from '../../shared/data/workspace/index.ts';
import { parseFlow } from '../../shared/domain/flows/definition.ts';
import { text } from '../../shared/domain/schema.ts';
import { FIELD_NAME } from '../../shared/domain/text-forms.ts';
import type { Global } from '../../shared/domain/workspace.ts';
import { fieldNameError, generateFieldKey } from '../../shared/domain/workspace-names.ts';
import { unaudited } from '../../shared/lambda/callers/audited.ts';
import { pagesOf, saved } from '../../shared/lambda/http/answers.ts';
import {
  created,
  endpoint,
  keeping,
  ok,
  type RequestContext,
  type Written,
  writeEndpoint,
} from '../../shared/lambda/http/endpoint.ts';
import { limitReached, notFound, refuseField } from '../../shared/lambda/http/errors.ts';
import { newestFirst, PAGING, slicePage } from '../../shared/lambda/http/page.ts';
import { presenter, timestamp } from '../../shared/lambda/http/presenter.ts';

const globalShown = presenter<Global>('Global')({
  key: z.string(),
  name: z.string(),
  value: z.string(),
  modified_on: timestamp,
});

/** GET globals.json: newest first (TextIt 6.11). */
export const getGlobals = endpoint({
  summary: 'List globals, which flows use as @globals.<key>',
  answers: pagesOf(globalShown),
  params: { key: 'only the global with this key', ...PAGING },
  parse: ({ query }) => query.key ?? null,
  async handle(key, context) {
    const all = [...(context.assets.globals?.values() ?? [])].filter((one) => key === null || one.key === key);
    const order = newestFirst<Global>((one) => [one.createdOn, one.key]);
    return ok(await slicePage(context, all.reverse(), order, globalShown.show));
  },
});

interface SaveGlobal {
  /** The global to change; null: a new one. */
  readonly known: Global | null;
  readonly name: string;
  readonly value: string;
}

/** POST globals.json: creates (201), or changes the value of that of `?key=` (200); key and name stay. */
export const saveGlobal = writeEndpoint({
  summary: 'Create a global or change its value',
  answers: saved(globalShown),
  params: { key: 'the global to change' },
  body: { name: z.optional(text({ max: 36, form: FIELD_NAME })), value: text({ max: 10_000 }) },
  forms: [
    { name: 'global', required: ['name'], without: 'key' },
    { name: 'change', with: 'key' },
  ],
  parse({ query, assets, given, errors }): SaveGlobal | typeof errors {
    const known = query.key === undefined ? null : assets.globals?.get(query.key);
    if (known === undefined) throw notFound('Global');
    const name = known?.name ?? given.name;
    if (name === undefined) errors.add('name', { code: 'required' });
    else if (known === null) errors.add('name', fieldNameError(name));
    return errors.none(given) ? { known, name: name ?? '', value: given.value } : errors;
  },
  async handle(command, context) {
    const written = await (command.known === null ? create(command, context) : change(command.known, command, context));
    await recheckFlows(context);
    return written;
  },
  audit: unaudited,
  async made(seed, { assets }) {
    const global = [...(assets.globals?.values() ?? [])].find(({ request }) => request === seed);
    return global ? { status: 201, kept: global.key } : null;
  },
  async replay(key: string, { assets }) {
    const global = assets.globals?.get(key);
    return global ? { body: globalShown.show(global) } : null;
  },
});

async function create({ name, value }: SaveGlobal, context: RequestContext): Promise<Written<string>> {
  const { runtime, caller, now, seed } = context;
  const key = generateFieldKey(name);
  const global = { key, name, value, createdOn: now, modifiedOn: now, ...(seed !== null && { request: seed }) };
  const result = await createGlobal(runtime.data, caller.workspace, global);
  if (result.ok) return keeping(created(globalShown.show(result.item)), key);
  throw result.reason === 'limit' ? limitReached() : refuseField('name', { code: 'not_unique' });
}

async function change({ key }: Global, { value }: SaveGlobal, context: RequestContext): Promise<Written<string>> {
  const { runtime, caller, now } = context;
  const result = await changeGlobal(runtime.data, caller.workspace, key, value, now);
  if (!result.ok) throw notFound('Global');
  return keeping(ok(globalShown.show(result.item)), key);
}

/** Reads flows again that missed a global: with it, they may run. 1 read unit for 4 KB of each. */
async function recheckFlows({ runtime, caller }: Pick<RequestContext, 'runtime' | 'caller'>): Promise<void> {
  const { globals } = await loadAssets(runtime.data, caller.workspace);
  for (const flow of await listFlows(runtime.data, caller.workspace)) {
    if (!missesGlobal(flow)) continue;
    const stored = await readFlow(runtime.data, caller.workspace, flow.uuid);
    if (stored === null) continue;
    const reading = parseFlow(stored.definition, globals ?? new Map());
    const found = reading.ok ? { ...reading, problems: [] } : { ...reading, definition: stored.definition };
    await recheckFlow(runtime.data, caller.workspace, stored, found);
  }
}

const missesGlobal = ({ problems }: FlowHead): boolean =>
  problems.some(({ why }) => why.code === 'flow_global_unknown');
