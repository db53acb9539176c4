/**
 * During a release two versions read one queue (ADR 100): messages in every form of an earlier release are understood
 * by the code of today, whole. A release adds its file (test/cases/messages), and none is ever changed.
 */
import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { inboundMessage } from '../../../shared/messages/inbound.ts';
import { filesMessage, selectMessage, workMessage } from '../../../shared/messages/jobs.ts';
import { pullMessage } from '../../../shared/messages/pulls.ts';
import { snapshotMessage } from '../../../shared/messages/snapshots.ts';
import { webhookMessage } from '../../../shared/messages/webhooks.ts';

const SCHEMAS: Readonly<Record<string, z.core.$ZodType>> = {
  select: selectMessage,
  work: workMessage,
  files: filesMessage,
  inbound: inboundMessage,
  pull: pullMessage,
  snapshots: snapshotMessage,
  webhooks: webhookMessage,
};

const releases = globSync('test/cases/messages/*.json').map((file) => ({
  release: basename(file, '.json'),
  messages: JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, readonly object[]>>,
}));

it('has messages of every queue', () => {
  expect(releases.length).toBeGreaterThan(0);
  for (const { messages } of releases)
    expect(Object.keys(messages).toSorted()).toEqual(Object.keys(SCHEMAS).toSorted());
});

describe.each(releases)('messages of $release', ({ messages }) => {
  it.each(Object.entries(messages).flatMap(([queue, all]) => all.map((message) => [queue, message] as const)))(
    'of the queue %s: %j',
    (queue, message) => {
      // What a schema left out, the worker would not know.
      expect(z.parse(SCHEMAS[queue] as z.core.$ZodType, message)).toMatchObject(message);
    },
  );
});
