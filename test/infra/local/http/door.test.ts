import { setImmediate as settled } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createCallers, createDoor, SHARE_MS } from '../../../../infra/local/http/door.ts';
import type { HttpRequest } from '../../../../infra/local/http/event.ts';
import { runs } from '../../../support/property/runs.ts';

/** A door of so many places, whose requests end when a test says so. */
function openDoor(places: number) {
  let now = 0;
  let later: { readonly at: number; readonly callBack: () => void }[] = [];
  const inTurn = createDoor(places, {
    now: () => now,
    later: (callBack, milliseconds) => later.push({ at: now + milliseconds, callBack }),
  });
  const begun: string[] = [];
  const ends = new Map<string, (failed?: true) => void>();
  return {
    begun,
    ask(workspace: string | null, name: string): void {
      const work = Promise.withResolvers<void>();
      ends.set(name, (failed) => (failed ? work.reject(new Error()) : work.resolve()));
      void inTurn(workspace, () => {
        begun.push(name);
        return work.promise;
      }).catch(() => undefined);
    },
    async end(name: string, failed?: true): Promise<void> {
      ends.get(name)?.(failed);
      await settled();
    },
    async wait(milliseconds: number): Promise<void> {
      now += milliseconds;
      const due = later.filter(({ at }) => at <= now);
      later = later.filter(({ at }) => at > now);
      for (const { callBack } of due) callBack();
      await settled();
    },
  };
}

const names = (workspace: string, count: number) => Array.from({ length: count }, (_, at) => `${workspace}${at}`);

it('lets a workspace that asks alone do everything at once', async () => {
  const door = openDoor(1);
  for (const name of names('a', 5)) door.ask('a', name);
  await settled();
  expect(door.begun).toEqual(names('a', 5));
});

it('begins a request of another workspace at once, and then one of each at a time, in their order', async () => {
  const door = openDoor(2);
  for (const name of names('a', 3)) door.ask('a', name);
  door.ask('b', 'b0');
  for (const name of ['a3', 'a4']) door.ask('a', name);
  door.ask('b', 'b1');
  await settled();
  expect(door.begun).toEqual(['a0', 'a1', 'a2', 'b0']);
  for (const name of ['a0', 'a1']) await door.end(name);
  expect(door.begun).toHaveLength(4);
  await door.end('a2', true);
  expect(door.begun.slice(4)).toEqual(['a3']);
  await door.end('b0');
  expect(door.begun.slice(5)).toEqual(['b1']);
});

it('divides its places equally', async () => {
  const door = openDoor(4);
  door.ask('b', 'b0');
  for (const name of names('a', 4)) door.ask('a', name);
  await settled();
  expect(door.begun).toEqual(['b0', 'a0', 'a1']);
});

it('lets a workspace whose requests wait rest, where there is no place for each', async () => {
  const door = openDoor(1);
  door.ask('b', 'b0');
  for (const name of names('a', 3)) door.ask('a', name);
  await settled();
  await door.wait(100);
  await door.end('a0');
  await door.end('b0');
  door.ask('b', 'b1');
  await door.wait(299);
  expect(door.begun).toEqual(['b0', 'a0', 'b1']);
  await door.wait(1);
  expect(door.begun).toEqual(['b0', 'a0', 'b1', 'a1']);
  await settled();
  await door.wait(SHARE_MS * 2);
  await door.end('a1');
  door.ask('b', 'b2');
  await door.wait(SHARE_MS - 1);
  expect(door.begun.includes('a2')).toBe(false);
  await door.wait(1);
  expect(door.begun.at(-1)).toBe('a2');
});

it('keeps the share of a workspace for a while after its last request', async () => {
  const door = openDoor(1);
  door.ask('b', 'b0');
  await settled();
  await door.end('b0');
  for (const name of names('a', 3)) door.ask('a', name);
  await door.wait(SHARE_MS);
  door.ask('a', 'a3');
  expect(door.begun).toEqual(['b0', 'a0']);
  await door.wait(1);
  door.ask('a', 'a4');
  await settled();
  expect(door.begun).toEqual(['b0', ...names('a', 5)]);
});

it('lets in who shows no credentials', async () => {
  const door = openDoor(1);
  for (const name of names('a', 2)) door.ask(name, name);
  for (const name of ['x', 'y']) door.ask(null, name);
  await settled();
  expect(door.begun.toSorted()).toEqual(['a0', 'a1', 'x', 'y']);
});

it('carries out every request, each workspace’s in their order', () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.nat(SHARE_MS * 2)), { maxLength: 40 }),
      fc.integer({ min: 1, max: 4 }),
      async (asked, places) => {
        const door = openDoor(places);
        for (const [at, [workspace, pause]] of asked.entries()) {
          await door.wait(pause);
          door.ask(workspace, `${workspace}${at}`);
        }
        await settled();
        for (let at = 0; at < door.begun.length; at++) {
          await door.end(door.begun[at] ?? '');
          await door.wait(SHARE_MS);
        }
        for (const one of ['a', 'b', 'c']) {
          const own = asked.flatMap(([workspace], at) => (workspace === one ? [`${one}${at}`] : []));
          expect(door.begun.filter((name) => name.startsWith(one))).toEqual(own);
        }
      },
    ),
    { numRuns: runs(1_000) },
  ));

it('knows the workspace of a caller by an earlier answer to the same credentials and name', () => {
  const callers = createCallers();
  const request = (headers: HttpRequest['headers']) => ({
    method: 'GET',
    url: '/',
    headers,
    body: Buffer.of(),
    sourceIp: '',
  });
  const answer = { status: 200, headers: { 'x-temba-workspace': 'w' }, body: Buffer.of() };
  const own = request({ authorization: 'Token a' });
  const stranger = callers.workspaceOf(own);
  expect(callers.workspaceOf(request({ authorization: 'Token b' }))).toBe(stranger);
  expect(callers.workspaceOf(request({}))).toBeNull();
  callers.learn(own, answer);
  expect(callers.workspaceOf(own)).toBe('w');
  const here = request({ cookie: 's=1', 'x-temba-workspace': 'w' });
  const there = request({ cookie: 's=1', 'x-temba-workspace': 'v' });
  callers.learn(here, answer);
  expect(callers.workspaceOf(here)).toBe('w');
  expect(callers.workspaceOf(there)).toBe(stranger);
});
