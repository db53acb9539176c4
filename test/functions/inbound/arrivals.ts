/** A workspace whose messages are taken as from the queue, and what they have left. */
import { randomUUID } from 'node:crypto';
import { Logger } from '@aws-lambda-powertools/logger';
import { takeMessages } from '../../../functions/inbound/inbound-take.ts';
import { receiveMessage } from '../../../functions/inbound/receive-message.ts';
import { findOwners, identitiesOf } from '../../../shared/data/contacts/index.ts';
import { type Data, requireForm } from '../../../shared/data/dynamo/index.ts';
import { listMessages } from '../../../shared/data/messages/index.ts';
import { createWorkspace } from '../../../shared/data/workspace/index.ts';
import type { WorkspaceId } from '../../../shared/domain/ids.ts';
import { type Instant, instant } from '../../../shared/domain/instant.ts';
import type { InboundMessage } from '../../../shared/messages/inbound.ts';
import { NOW } from '../../shared/data/contacts/people.ts';

export const newWorkspace = async (data: Data): Promise<WorkspaceId> => {
  await requireForm(data);
  return (await createWorkspace(data, { name: 'Arrivals', now: NOW })).workspace;
};

export const urnOf = (person: number): string => `tel:+2507880000${String(person).padStart(2, '0')}`;

/** So many seconds after the beginning. */
export const second = (seconds: number): Instant => instant(NOW + seconds * 1_000_000);

export const message = (
  workspace: WorkspaceId,
  person: number,
  text: string,
  given: Partial<InboundMessage> = {},
): InboundMessage => ({
  ...{ workspace, type: 'msg_received', urn: urnOf(person), text, payload: null, at: second(1) },
  ...{ externalId: null, seed: randomUUID(), ...given },
});

const logger = new Logger();

/** Delivers messages together; returns the errors of those that failed. */
export async function take(data: Data, messages: readonly InboundMessage[], now = second(60)): Promise<unknown[]> {
  const errors: unknown[] = [];
  const runtime = { data, logger, now: () => now, queues: { send: () => Promise.reject(new Error('No queue')) } };
  await takeMessages(messages, runtime, (one, known) =>
    receiveMessage(one, { ...runtime, known }).catch((error: unknown) => void errors.push(error)),
  );
  return errors;
}

/** The same, each in a delivery of its own. */
export async function takeEach(data: Data, messages: readonly InboundMessage[]): Promise<void> {
  for (const one of messages) {
    const [error] = await take(data, [one]);
    if (error !== undefined) throw error;
  }
}

/** What is known of some people: nothing that depends on the moment or on chance. */
export async function stateOf(data: Data, workspace: WorkspaceId, people: readonly number[]): Promise<object> {
  const owners = await findOwners(data, workspace, people.map(urnOf));
  const states = people.map(async (person) => {
    const owner = owners.get(urnOf(person));
    if (owner === undefined) return null;
    const { messages } = await listMessages(data, workspace, owner.uuid, { limit: 100, now: second(60) });
    const texts = messages.map(({ text, visibility, urn }) => `${urn} ${visibility}: ${text}`).sort();
    return { status: owner.status, identities: identitiesOf(owner), seen: owner.lastSeenOn, texts };
  });
  return Object.fromEntries((await Promise.all(states)).map((state, index) => [people[index], state]));
}
