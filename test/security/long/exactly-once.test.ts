/**
 * Under an `Idempotency-Key` everything is made once, even if the function dies at any of its writes and the request is
 * repeated when its key is free again.
 */
import {
  BatchExecuteStatementCommand,
  BatchWriteCommand,
  DeleteCommand,
  type DynamoDBDocumentClient,
  PutCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { instant } from '../../../shared/domain/instant.ts';
import { currentInstant } from '../../../shared/lambda/invocation/runtime.ts';
import type { Client } from '../../support/api/client.ts';
import { flowWith } from '../../support/api/flows.ts';
import { watchedToTheEnd } from '../../support/in-process/run-watchdog.ts';
import { onInProcessStage } from '../../support/in-process/stage.ts';

const stage = onInProcessStage();
watchedToTheEnd(stage);

const WRITES = [
  ...[PutCommand, UpdateCommand, DeleteCommand],
  ...[BatchWriteCommand, BatchExecuteStatementCommand, TransactWriteCommand],
];

interface Died {
  readonly died: boolean;
}

/** Runs `work` on a connection that breaks for ever at a write (from 0), before or just after it. */
async function dyingAt(write: number, when: 'before' | 'after', work: () => Promise<unknown>): Promise<Died> {
  const { documents } = stage().service.runtime.data;
  const send = documents.send.bind(documents) as (command: unknown) => Promise<unknown>;
  let left = write;
  let died = false;
  const dies = async (command: unknown) => {
    if (died) throw new Error('The function has died');
    if (!WRITES.some((kind) => command instanceof kind) || left-- > 0) return send(command);
    died = true;
    if (when === 'after') await send(command);
    throw new Error('The function dies');
  };
  documents.send = dies as DynamoDBDocumentClient['send'];
  try {
    await work();
  } finally {
    documents.send = send as DynamoDBDocumentClient['send'];
  }
  return { died };
}

/** Does `work` so many seconds from now. */
async function later<Value>(seconds: number, work: () => Promise<Value>): Promise<Value> {
  const runtime = stage().service.runtime as { now: typeof currentInstant };
  runtime.now = () => instant(currentInstant() + seconds * 1_000_000);
  try {
    return await work();
  } finally {
    runtime.now = currentInstant;
  }
}

interface FilePlan {
  readonly path: string;
  readonly body: object;
  /** What must be there first. */
  readonly first?: (client: Client) => Promise<string | undefined>;
  /** Where all of its kind are listed. */
  readonly listed: string;
  /** How many there are when it was made once; 1 when left out. */
  readonly count?: number;
  readonly status?: number;
}

const URN = 'tel:+250788383383';
const ARCHIVE = flowWith('Archive', 1_000, [{ type: 'set_contact_status', status: 'archived' }]);
const FILE = {
  version: '13',
  flows: [ARCHIVE],
  groups: [{ uuid: '5b6c7d8e-0000-4000-8000-000000000900', name: 'Kept', query: null }],
  fields: [{ key: 'age', name: 'Age', type: 'number' }],
};

const group = async (client: Client) => {
  await client.ask('POST', 'groups.json', { name: 'Testers' });
  return undefined;
};
const contact = async (client: Client) => {
  const { body } = await client.ask('POST', 'contacts.json', { name: 'Ann', urns: [URN] });
  return `?uuid=${body.uuid}`;
};
const flow = async (client: Client) => {
  await client.ask('POST', 'flows.json', ARCHIVE);
  return undefined;
};
const selection = { folder: 'active' };

const MAKING: Readonly<Record<string, FilePlan>> = {
  'a contact without an address': { path: 'contacts.json', body: { name: 'Ann' }, listed: 'contacts.json' },
  'a contact with addresses and groups': {
    ...{ path: 'contacts.json', first: group, listed: 'contacts.json' },
    body: { name: 'Ann', urns: [URN, 'ext:1'], groups: ['Testers'] },
  },
  'the contact of an address': {
    ...{ path: `contacts.json?urn=${encodeURIComponent(URN)}`, body: { name: 'Ann' }, listed: 'contacts.json' },
  },
  'a note': { path: 'contacts.json', body: { note: 'Called' }, first: contact, listed: 'notes', status: 200 },
  'a group': { path: 'groups.json', body: { name: 'Testers' }, listed: 'groups.json' },
  'a smart group': { path: 'groups.json', body: { name: 'Named', query: 'name != ""' }, listed: 'groups.json' },
  'a field': { path: 'fields.json', body: { name: 'Age', type: 'number' }, listed: 'fields.json' },
  'a flow': { path: 'flows.json', body: ARCHIVE, listed: 'flows.json' },
  'the groups of a file of flows': { path: 'flows.json', body: FILE, listed: 'groups.json' },
  'the fields of a file of flows': { path: 'flows.json', body: FILE, listed: 'fields.json' },
  'a start': {
    ...{ path: 'flow_starts.json', first: flow, listed: 'flow_starts.json' },
    body: { flow: ARCHIVE.uuid, urns: [URN] },
  },
  'the contacts of a start': {
    ...{ path: 'flow_starts.json', first: flow, listed: 'contacts.json', count: 2 },
    body: { flow: ARCHIVE.uuid, urns: [URN, 'ext:1'] },
  },
  'a job': {
    ...{ path: 'jobs.json', listed: 'jobs.json', status: 202 },
    body: { type: 'set_status', status: 'archived', selection, preview: true },
  },
  'a message': {
    ...{ path: 'events.json', first: contact, listed: 'messages.json' },
    body: { type: 'msg_received', urn: URN, text: 'Hi' },
  },
  'the contact of a message': {
    ...{ path: 'events.json', listed: 'contacts.json' },
    body: { type: 'msg_received', urn: URN, text: 'Hi' },
  },
};

/** How many of its kind there are, apart from those that every workspace has. */
async function countOf(client: Client, { listed, path }: FilePlan, query: string): Promise<number> {
  await stage().settle();
  if (listed === 'notes') return (await client.get(`${path}${query}`)).results[0].notes.length;
  const { results } = await client.get(listed);
  return results.filter(({ is_system }: { is_system?: boolean }) => is_system !== true).length;
}

describe('under an Idempotency-Key, when the function dies at any of its writes', () => {
  it.each(Object.entries(MAKING))('%s is made once', async (_, making) => {
    const { path, body, first, status = 201, count = 1 } = making;
    for (const when of ['before', 'after'] as const) {
      let died = true;
      for (let write = 0; died; write++) {
        const client = await stage().open();
        const query = (await first?.(client)) ?? '';
        const send = () => client.ask('POST', `${path}${query}`, body, { 'idempotency-key': 'key' });
        ({ died } = await dyingAt(write, when, send));
        const again = await later(61, send);
        const made = { status: again.status, count: await countOf(client, making, query) };
        const taken = path === 'events.json' && again.body.outcome === 'duplicate' ? 200 : status;
        expect({ when, write, ...made }).toEqual({ when, write, status: taken, count });
        const third = await later(62, send);
        expect(third.headers.get('idempotent-replay')).toBe('true');
        expect(third.body.uuid).toBe(again.body.uuid);
      }
    }
  });
});
