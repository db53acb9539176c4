import { type ApiAnswer, call } from '../support/api/api.ts';
import { againstDocument } from '../support/cases/schema.ts';
import type { InProcess } from '../support/in-process/service.ts';
import { isDescribed } from './document.ts';
import { randomOf } from './random.ts';
import { type Shot, shotFrom } from './requests.ts';
import { openRound, type Round } from './round.ts';

/** Something that must not happen. */
export interface Finding {
  /** Of the request: the same seed and `first` with this index repeat it. */
  readonly index: number;
  readonly what: string;
  /** Undefined: found when a round ended. */
  readonly shot: Shot | undefined;
}

export interface Report {
  readonly requests: number;
  /** How many answers had which status. */
  readonly statuses: Readonly<Record<string, number>>;
  readonly findings: readonly Finding[];
  /** The request that took most processor time of this thread: other threads of the process may play something else. */
  readonly slowest: { readonly index: number; readonly ms: number };
}

interface PlayOptions {
  readonly seed: number;
  /** Index of the first request; 0 when left out. */
  readonly first?: number;
  /** Whether to go on after so many requests. */
  readonly goOn: (played: number) => boolean;
}

/** Processor time that one request may take, in milliseconds. */
const SLOW_MS = 2_000;
/** After how many requests two new workspaces are made: hostile settings and deleted tokens spoil one. */
const ROUND = 250;
/** After how many requests the work behind them is done. */
const SETTLE_EVERY = 10;

const FLOWS = '/api/v2/flows.json';

/**
 * Sends hostile requests one after the other, and returns what was wrong: 5xx answers, answers that the OpenAPI
 * document does not describe, more than 2 s of processor time, failures of background work, and leaks or changes across
 * workspaces.
 */
export async function play(service: InProcess, { seed, first = 0, goOn }: PlayOptions): Promise<Report> {
  const statuses: Record<string, number> = {};
  const findings: Finding[] = [];
  let slowest: Report['slowest'] = { index: first, ms: 0 };
  let played = 0;
  while (goOn(played)) {
    const round = await openRound(service);
    const end = played + ROUND;
    for (; played < end && goOn(played); played++) {
      const index = first + played;
      const { shot, answer, took } = await shoot(service, round, { seed, index });
      const ms = took > SLOW_MS ? await leastOf(took, () => shoot(service, round, { seed, index })) : took;
      statuses[answer.status] = (statuses[answer.status] ?? 0) + 1;
      if (ms > slowest.ms) slowest = { index, ms };
      const wrong = [...wrongWith(shot, answer, ms), ...(round.leaks(answer) ? ['shows another workspace'] : [])];
      if (played % SETTLE_EVERY === 0) wrong.push(...(await settled(service)));
      findings.push(...wrong.map((what) => ({ index, what, shot })));
    }
    const wrong = await settled(service);
    if (await round.hasChanged()) wrong.push('another workspace was changed by one of the last requests');
    findings.push(...wrong.map((what) => ({ index: first + played - 1, what, shot: undefined })));
  }
  return { requests: played, statuses, findings, slowest };
}

async function shoot(service: InProcess, { own, theirs, secret }: Round, at: { seed: number; index: number }) {
  const shot = shotFrom({ random: randomOf(at.seed, at.index), own, theirs }, secret);
  const start = process.threadCpuUsage();
  const answer = await call(service, `${service.url}${shot.path}`, shot).catch(thrown);
  const { user, system } = process.threadCpuUsage(start);
  if (shot.path.startsWith(FLOWS) && answer.status === 201) await enter(service, { own, secret }, answer);
  return { shot, answer, took: (user + system) / 1_000 };
}

/**
 * The least of three times for a slow request: the first of its kind loads code, and a machine may be slow for a while.
 */
async function leastOf(first: number, again: () => Promise<{ readonly took: number }>): Promise<number> {
  const [second, third] = [await again(), await again()];
  return Math.min(first, second.took, third.took);
}

/** What API Gateway makes of a function that throws; the body is ours. */
const thrown = (error: unknown): ApiAnswer => ({ status: 502, headers: new Headers(), body: stackOf(error) });

const stackOf = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error));

/** Puts a contact into the flow that was just imported, so that its templates are evaluated. */
async function enter(service: InProcess, { own, secret }: Pick<Round, 'own' | 'secret'>, imported: ApiAnswer) {
  const flow = imported.body.results?.[0]?.uuid ?? imported.body.uuid;
  const body = { flow, contacts: [own.contact], restart_participants: true };
  await call(service, `${service.url}/api/v2/flow_starts.json`, {
    method: 'POST',
    headers: { authorization: `Token ${secret}` },
    body,
  });
}

function wrongWith({ method, path }: Shot, { status, body }: ApiAnswer, ms: number): string[] {
  const url = `http://in-process.test${path}`;
  const { pathname } = new URL(url);
  const wrong = againstDocument({ method, url, status, body });
  if (status >= 500) wrong.push(`answered ${status}: ${JSON.stringify(body)}`);
  if (!isDescribed(method, pathname) && status !== 405 && status !== 403)
    wrong.push(`answered ${status} to a method that it does not have`);
  if (ms > SLOW_MS) wrong.push(`took ${Math.round(ms)} ms of processor time`);
  return wrong;
}

/** Does the work behind the requests so far; returns how it failed, if it did. */
async function settled(service: InProcess): Promise<string[]> {
  try {
    await service.settle();
    return [];
  } catch (error) {
    return [`the work behind the last requests failed: ${stackOf(error)}`];
  }
}
