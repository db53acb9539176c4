import { setImmediate as settled } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createCallers, createDoor, SHARE_MS } from '../../../../infra/local/http/door.ts';
import type { HttpRequest } from '../../../../infra/local/http/event.ts';
import cases from '../../../cases/infra/local/http/door.json' with { type: 'json' };
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

/** Plays a step: `ask a0` is a request of the workspace `a`, `?x` one without credentials, `begun …` what is so. */
async function play(door: ReturnType<typeof openDoor>, step: string): Promise<void> {
  const [verb, ...names] = step.split(' ');
  if (verb === 'ask') for (const name of names) door.ask(name.startsWith('?') ? null : name.slice(0, 1), name);
  else if (verb === 'wait') await door.wait(Number(names[0]));
  else if (verb === 'begun') expect(door.begun, step).toEqual(names);
  else for (const name of names) await door.end(name, verb === 'fail' || undefined);
  await settled();
}

it.each(cases)('$about', async ({ places, steps }) => {
  const door = openDoor(places);
  for (const step of steps) await play(door, step);
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
