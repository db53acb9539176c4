import { getGroups, removeGroup } from '../../../functions/groups/groups.ts';
import { saveGroup } from '../../../functions/groups/save.ts';
import { watch } from '../../../functions/jobs/watchdog/watch.ts';
import { changeContact, createContact, deleteContact, readContact } from '../../../shared/data/contacts/index.ts';
import { loadAssets } from '../../../shared/data/workspace/assets.ts';
import { createField } from '../../../shared/data/workspace/fields.ts';
import { apply } from '../../../shared/domain/changes/apply.ts';
import type { Change, Contact } from '../../../shared/domain/contacts/contact.ts';
import type { Modifier } from '../../../shared/domain/contacts/modifiers/modifier.ts';
import { newContact } from '../../../shared/domain/contacts/new-contact.ts';
import type { ContactId, FieldKey, GroupId, TokenId } from '../../../shared/domain/ids.ts';
import type { FieldType } from '../../../shared/domain/workspace.ts';
import { carryOut } from '../../../shared/lambda/http/dispatch.ts';
import type { Endpoint, Request } from '../../../shared/lambda/http/endpoint.ts';
import { ApiError, inWords } from '../../../shared/lambda/http/errors.ts';
import { parseFields } from '../../../shared/lambda/http/field-errors.ts';
import { contact, newId, type World } from '../engine/world.ts';

/** Endpoints called as the dispatcher calls them, without HTTP. */

export interface Answered {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests read the answers of the wire as they come
  readonly body: any;
}

interface Sent {
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

const caller = { kind: 'token', id: 'token-1' as TokenId, role: 'administrator', name: 'Tester' } as const;

export async function call(
  world: World,
  endpoint: Endpoint,
  { query = {}, body = {}, headers = {} }: Sent,
): Promise<Answered> {
  try {
    const request: Request = {
      runtime: { ...world, config: { ...world.config } } as unknown as Request['runtime'],
      caller: { ...caller, workspace: world.workspace },
      assets: await loadAssets(world.data, world.workspace),
      now: world.now(),
      change: { by: caller.id, via: 'api' },
      from: '127.0.0.1',
      query,
      repeated: (name) => [query[name] ?? []].flat(),
      ...parseFields(endpoint.body ?? {}, body),
      ignored: [],
      document: body,
      headers,
      url: 'https://test/api/v2',
      client: 'api',
      codes: false,
      along: null,
      seed: null,
    };
    const { status, body: answer } = await carryOut(endpoint, request);
    return { status, body: answer };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return { status: error.statusCode, body: JSON.parse((inWords(error, false) as Error).message) };
  }
}

/** The same endpoint, but `between` runs after a request was parsed and before it is carried out. */
export const interrupted = (endpoint: Endpoint, between: () => Promise<unknown>): Endpoint => ({
  ...endpoint,
  async handle(command, context) {
    await between();
    return endpoint.handle(command, context);
  },
});

export const post = (world: World, body: Sent['body'], uuid?: string): Promise<Answered> =>
  call(world, saveGroup, { body: body ?? {}, ...(uuid !== undefined && { query: { uuid } }) });

export const remove = (world: World, uuid: string): Promise<Answered> => call(world, removeGroup, { query: { uuid } });

/** The group as `groups.json` lists it; undefined when it does not. */
export async function shown(world: World, uuid: string) {
  const { body } = await call(world, getGroups, { query: { uuid } });
  return body.results[0];
}

/** Creates a smart group and returns its id. */
export async function smartGroup(world: World, query: string, name = query): Promise<GroupId> {
  const { status, body } = await post(world, { name: name.replaceAll('"', ''), query });
  if (status !== 201) throw new Error(JSON.stringify(body));
  return body.uuid as GroupId;
}

export const newField = (world: World, key: string, type: FieldType) =>
  createField(world.data, world.workspace, {
    key: key as FieldKey,
    name: key,
    type,
    featured: false,
    priority: 0,
    agentAccess: 'view',
    createdOn: world.clock,
  });

const change = { by: caller.id, via: 'api' } as const;

/** Creates a contact as the API does. */
export async function create(world: World, modifiers: readonly Modifier[]): Promise<ContactId> {
  const assets = await loadAssets(world.data, world.workspace);
  const now = world.now();
  const made = newContact({ uuid: newId(), now, change });
  const applying = { now, change, taken: new Set<string>() };
  const build = () => apply(made, [...modifiers, { type: 'regroup' }], assets, applying).contact;
  await createContact(world.data, world.workspace, [], build);
  return made.uuid;
}

/** Creates a contact that owns its addresses. */
export async function owner({ data, workspace }: World, given: Partial<Contact>): Promise<ContactId> {
  const made = contact(given);
  await createContact(data, workspace, [...made.urns], () => made);
  return made.uuid;
}

/** Changes a contact as the API does. */
export async function modify(world: World, uuid: ContactId, modifiers: readonly Modifier[], by: Change = change) {
  const assets = await loadAssets(world.data, world.workspace);
  await changeContact(world.data, world.workspace, uuid, {}, (one, taken) =>
    apply(one, modifiers, assets, { now: world.now(), change: by, taken }),
  );
}

/** Deletes a contact as the API does. */
export const removeContact = (world: World, uuid: ContactId) =>
  deleteContact(world.data, world.workspace, uuid, { change, now: world.now() }, () => null);

export const stored = ({ data, workspace }: World, uuid: ContactId) =>
  readContact(data, workspace, uuid, { consistent: true }) as Promise<Contact>;

export const groupsOf = async (world: World, uuid: ContactId) => (await stored(world, uuid)).groups;

/** Which of the contacts are members. */
export async function membersAmong(world: World, group: string, uuids: readonly ContactId[]): Promise<ContactId[]> {
  const groups = await Promise.all(uuids.map((uuid) => groupsOf(world, uuid)));
  return uuids.filter((_, index) => groups[index]?.includes(group as GroupId));
}

/** Some minutes pass, with the watchdog every five of them, and everything that it starts is done. */
export async function wait(world: World, minutes: number): Promise<void> {
  for (let passed = 0; passed < minutes; passed += 5) {
    await watch(world);
    await world.drain();
    world.pass(300);
  }
}
