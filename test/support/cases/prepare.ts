import { type Before, type CaseAnswer, type CaseRequest, definition, type Json, type JsonObject } from './case.ts';
import type { Names } from './names.ts';

type Ask = (request: CaseRequest) => Promise<CaseAnswer>;

/** Makes what a case begins with, in an empty workspace, and names everything. */
export async function prepare(before: Before, ask: Ask, names: Names): Promise<void> {
  const post = (path: string, body: Json): Promise<Json> => succeed(ask, { method: 'POST', path, body });
  const { settings = {} } = before;
  if (Object.keys(settings).length > 0) await post('settings.json', settings);
  for (const [name, type] of Object.entries(before.fields ?? {})) await post('fields.json', { name, type });
  for (const name of before.groups ?? []) names.set(name, await post('groups.json', { name }));
  for (const [name, { status = null, ...contact }] of Object.entries(before.contacts ?? {})) {
    names.set(name, await post('contacts.json', contact));
    if (status !== null) await post('contact_actions.json', { action: 'set_status', status, contacts: [`{${name}}`] });
  }
  for (const name of before.flows ?? []) names.set(name, await post('flows.json', definition(name)));
  for (const { as, ...step } of before.steps ?? []) {
    const answer = await succeed(ask, step);
    if (as !== undefined) names.set(as, answer);
  }
}

async function succeed(ask: Ask, request: CaseRequest): Promise<Json> {
  const { status, body } = await ask(request);
  if (status >= 300) throw new Error(`Preparing ${request.path} was answered ${status}: ${JSON.stringify(body)}`);
  return body as Json;
}

/** What the file has, with what the case adds to it: lists are joined, objects merged. */
export function merged(file: Before = {}, own: Before = {}): Before {
  return {
    settings: { ...file.settings, ...own.settings } as JsonObject,
    fields: { ...file.fields, ...own.fields },
    groups: [...(file.groups ?? []), ...(own.groups ?? [])],
    contacts: { ...file.contacts, ...own.contacts },
    flows: [...(file.flows ?? []), ...(own.flows ?? [])],
    steps: [...(file.steps ?? []), ...(own.steps ?? [])],
  };
}
