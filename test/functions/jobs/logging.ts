/** A flow that shows how often it ran: each start adds its letter to what its contacts have in a field. */
import { expect } from 'vitest';
import { changeContact, readContacts } from '../../../shared/data/contacts/index.ts';
import { createField } from '../../../shared/data/workspace/fields.ts';
import { apply } from '../../../shared/domain/changes/apply.ts';
import { type Contact, isTombstone } from '../../../shared/domain/contacts/contact.ts';
import type { Modifier } from '../../../shared/domain/contacts/modifiers/modifier.ts';
import type { ContactId, FieldKey, FlowId, JobId } from '../../../shared/domain/ids.ts';
import { submitJob } from '../../../shared/services/jobs/submit.ts';
import { assets } from '../../shared/domain/jobs/samples.ts';
import { newFlow, starting } from './flow.ts';
import { deliver, type Message, NOW, newGroup, type World } from './world.ts';

const LOG = { key: 'log' as FieldKey, name: 'Log' };

/** A flow that adds the letter of its start to what contacts have in a field: twice is seen. */
export async function loggingFlow(world: World): Promise<FlowId> {
  const made = { ...LOG, type: 'text', featured: false, priority: 0, agentAccess: 'view', createdOn: NOW } as const;
  await createField(world.data, world.workspace, made);
  const group = await newGroup(world);
  return newFlow(world, [
    { type: 'set_contact_field', field: LOG, value: '@fields.log@trigger.params.letter' },
    { type: 'add_contact_groups', groups: [{ uuid: group, name: `Group ${group}` }] },
  ]);
}

/** Starts contacts in the flow with a letter; none of its slices has been worked on. */
export async function start(
  world: World,
  flow: FlowId,
  letter: string,
  contacts: readonly ContactId[],
): Promise<JobId> {
  const selection = { groups: [], contacts, activeOnly: false };
  const given = { work: starting(flow), selection, params: { letter }, preview: false, createdBy: 'token-1' };
  const { uuid } = await submitJob(world, world.workspace, { ...given, now: world.clock });
  const [select] = world.queued.splice(-1) as [Message];
  await deliver(world, select);
  return uuid;
}

/** What another request does to a contact. */
export const edit = (world: World, uuid: ContactId, modifier: Modifier) =>
  changeContact(world.data, world.workspace, uuid, {}, (one, taken) =>
    apply(one, [modifier], assets(), { now: world.clock, change: { by: 'token-2', via: 'api' }, taken }),
  );

export const rename = (world: World, uuid: ContactId) => edit(world, uuid, { type: 'name', name: crypto.randomUUID() });

export async function live(world: World, uuids: readonly ContactId[]): Promise<readonly Contact[]> {
  const read = await readContacts(world.data, world.workspace, uuids);
  return [...read.values()].filter((one): one is Contact => !isTombstone(one));
}

const logOf = ({ fields }: Contact): string => fields[LOG.key]?.text ?? '';

/** How many of the contacts have a letter in their log. Fails when one has it twice. */
export function counted(contacts: readonly Contact[], letter: string): number {
  const times = contacts.map((one) => logOf(one).split(letter).length - 1);
  expect(Math.max(...times)).toBeLessThanOrEqual(1);
  return times.filter((count) => count === 1).length;
}
