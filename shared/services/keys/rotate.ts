/** Replaces the key of addresses, in steps that follow from what is stored, also after a crash (ADR 048). */

import {
  type Data,
  keysIn,
  noteKey,
  printOf,
  readRotation,
  requireForm,
  shardsOf,
  writeRotation,
} from '../../data/dynamo/index.ts';
import { rehashPage } from '../../data/repair/index.ts';
import { listWorkspaces } from '../../data/workspace/index.ts';
import type { WorkspaceId } from '../../domain/ids.ts';
import { formatInstant, type Instant } from '../../domain/instant.ts';
import { newRotation, nextStep, type Rotation, type RotationStep } from '../../domain/keys/rotation.ts';
import { errorNamed } from '../../query/error-named.ts';

/** The secret of the keys, which may be replaced. */
export interface SecretStore {
  read(): Promise<{ readonly value: string; readonly writtenOn: Instant }>;
  write(value: string): Promise<void>;
}

export interface Rotating {
  readonly data: Data;
  readonly secret: SecretStore;
  newKey(): string;
  now(): Instant;
  /** Waits for so many milliseconds. */
  wait(ms: number): Promise<void>;
  /** Tells the person about the progress. */
  say(line: string): void;
}

/** A person has to decide what to do. */
class RotationError extends errorNamed('RotationError') {}

/** Begins to replace the key, or continues a replacement, to its end. */
export async function beginRotation(rotating: Rotating): Promise<Rotation> {
  const last = await readRotation(rotating.data);
  if (last === null || last.state === 'done') await addKey(rotating);
  else rotating.say('a replacement of the key is under way already: it goes on');
  return resumeRotation(rotating);
}

/** Continues a replacement of the key to its end. */
export async function resumeRotation(rotating: Rotating): Promise<Rotation> {
  const { data, secret, now } = rotating;
  for (;;) {
    const rotation = await readRotation(data);
    if (rotation === null) throw new RotationError('The key has never been replaced: nothing is under way.');
    const { value, writtenOn } = await secret.read();
    const step = nextStep(rotation, { prints: keysIn(value).map(printOf), writtenOn }, now());
    if (step.do === 'nothing') return rotation;
    await take(rotating, step, { rotation, value });
  }
}

interface At {
  readonly rotation: Rotation;
  readonly value: string;
}

function take(rotating: Rotating, step: RotationStep, at: At): Promise<unknown> {
  switch (step.do) {
    case 'add':
      return addKey(rotating);
    case 'wait':
      return waitUntil(rotating, step.until, at.rotation);
    case 'put_first':
      return putFirst(rotating, at);
    case 'move':
      return moveSome(rotating, at);
    default:
      throw new RotationError(LOST);
  }
}

const LOST =
  'The new key is not in the secret any more, though it may have made hashes: put back the version of the secret that has it (runbook, "The key is lost").';

/** A new key comes second: functions know it before it hashes. Recorded first, so that its loss would show. */
async function addKey({ data, secret, newKey, now, say }: Rotating): Promise<void> {
  const key = newKey();
  await writeRotation(data, newRotation(printOf(key), now()));
  const [first, ...others] = keysIn((await secret.read()).value);
  await secret.write(JSON.stringify([first, key, ...others]));
  say('1 of 3: the new key stands second in the secret; functions learn it');
}

async function waitUntil({ now, wait, say }: Rotating, until: Instant, { state }: Rotation): Promise<void> {
  const what = state === 'learning' ? 'every function knows the new key' : 'every function makes hashes by the new key';
  say(`waiting until ${formatInstant(until)}: by then ${what}`);
  while (now() < until) await wait(Math.min(60_000, Math.ceil((until - now()) / 1_000)));
}

/** Every function finds what is stored under it, so now it makes the hashes. */
async function putFirst({ data, secret, say }: Rotating, { rotation, value }: At): Promise<void> {
  await writeRotation(data, { ...rotation, state: 'moving' });
  const others = keysIn(value).filter((key) => printOf(key) !== rotation.to);
  const [key] = keysIn(value).filter((one) => printOf(one) === rotation.to);
  await secret.write(JSON.stringify([key, ...others]));
  say('2 of 3: the new key stands first in the secret');
}

/** Gives a page of contacts its addresses under the new key; the replacement is done after the last one. */
async function moveSome({ data, now, say }: Rotating, { rotation, value }: At): Promise<void> {
  await requireForm(data);
  const workspaces = (await listWorkspaces(data)).sort();
  const at = rotation.place ?? { workspace: workspaces[0] ?? '', shard: 0, after: null };
  const workspace = workspaces.find((one) => one >= at.workspace);
  if (workspace === undefined) {
    await writeRotation(data, { ...rotation, state: 'done', endedOn: now(), place: null });
    return;
  }
  const under = { ...data, hmacKey: async () => value };
  await noteKey(under);
  const from = workspace === at.workspace ? at : { shard: 0, after: null };
  const { looked, moved, after } = await rehashPage(under, workspace, from, now());
  const next = { ...rotation, looked: rotation.looked + looked, moved: rotation.moved + moved };
  await writeRotation(data, { ...next, place: placeAfter(data, workspace, from.shard, after) });
  say(`3 of 3: looked at ${next.looked} contacts, moved ${next.moved} addresses`);
}

/** After the last shard of a workspace comes the workspace that sorts next. */
const placeAfter = (
  data: Data,
  workspace: WorkspaceId,
  shard: number,
  after: string | null,
): NonNullable<Rotation['place']> => {
  if (after !== null) return { workspace, shard, after };
  return shard + 1 < shardsOf(data, workspace).length
    ? { workspace, shard: shard + 1, after: null }
    : { workspace: `${workspace}~`, shard: 0, after: null };
};
