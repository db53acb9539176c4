import { hash } from 'node:crypto';
import type { HttpRequest } from './event.ts';
import type { HttpResponse } from './response.ts';

/** A workspace that asks: how many of its requests are carried out, and those that wait, in their order. */
interface Asking {
  inHand: number;
  readonly waiting: (() => void)[];
  rests: boolean;
  /** Milliseconds. */
  lastAt: number;
}

/** So long a workspace keeps its share after a request, for the next one. */
export const SHARE_MS = 3_000;

/** Where workspaces share a place, one whose requests wait rests after each, so many times as long as that took. */
const RESTS = 3;

interface DoorClock {
  now(): number;
  later(callBack: () => void, milliseconds: number): void;
}

/**
 * Shares this machine among the workspaces that ask: each has as many requests carried out at a time as the others, and
 * at least one. A workspace that asks alone has no limit.
 */
export function createDoor(places: number, { now, later }: DoorClock) {
  const asking = new Map<string, Asking>();

  function share(): number {
    for (const [workspace, { inHand, waiting, lastAt }] of asking)
      if (inHand + waiting.length === 0 && now() - lastAt > SHARE_MS) asking.delete(workspace);
    return asking.size > 1 ? places / asking.size : Number.POSITIVE_INFINITY;
  }

  function admit(): void {
    const most = share();
    for (const one of asking.values())
      while (one.waiting.length > 0 && !one.rests && one.inHand < Math.max(1, Math.floor(most))) {
        one.inHand++;
        one.waiting.shift()?.();
      }
  }

  function awake(one: Asking): void {
    one.rests = false;
    admit();
  }

  /** Carries out a request of a workspace when its turn comes; null: at once. */
  return async <T>(workspace: string | null, work: () => Promise<T>): Promise<T> => {
    if (workspace === null) return work();
    const one = asking.get(workspace) ?? { inHand: 0, waiting: [], rests: false, lastAt: 0 };
    asking.set(workspace, one);
    one.lastAt = now();
    const turn = Promise.withResolvers<void>();
    one.waiting.push(turn.resolve);
    admit();
    await turn.promise;
    const begun = now();
    try {
      return await work();
    } finally {
      one.inHand--;
      one.lastAt = now();
      one.rests = one.waiting.length > 0 && share() < 1;
      const rest = Math.min((now() - begun) * RESTS, SHARE_MS);
      if (one.rests) later(() => awake(one), rest);
      else admit();
    }
  };
}

/** Callers whose workspace is remembered. */
const REMEMBERED = 10_000;
/** All callers of whom no answer has said the workspace. */
const STRANGERS = '';

/** Knows the workspace of a caller by earlier answers to the same credentials. */
export function createCallers() {
  const known = new Map<string, string>();
  const keyOf = ({ headers: { authorization, cookie, 'x-temba-workspace': named } }: HttpRequest): string =>
    hash('sha256', JSON.stringify([authorization, cookie, named]));
  return {
    /** Null without credentials: such routes have throttles of their own. */
    workspaceOf(request: HttpRequest): string | null {
      const { authorization, cookie } = request.headers;
      return (authorization ?? cookie) === undefined ? null : (known.get(keyOf(request)) ?? STRANGERS);
    },
    learn(request: HttpRequest, { headers: { 'x-temba-workspace': workspace } }: HttpResponse): void {
      if (known.size >= REMEMBERED) known.clear();
      if (typeof workspace === 'string') known.set(keyOf(request), workspace);
    },
  };
}
