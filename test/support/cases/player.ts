import type { Target } from '../api/api.ts';
import type { Before, Case, CaseAnswer, CaseRequest, Exchange, Json, JsonObject } from './case.ts';
import { send } from './client.ts';
import { differences } from './match.ts';
import { filled, type Names } from './names.ts';
import { merged, prepare } from './prepare.ts';

/** Where cases are played. */
export interface Stage extends Target {
  /** Makes an empty workspace; returns its administrator's token. */
  newWorkspace(): Promise<{ token: string; workspace: string }>;
  /** Checks every answer of the cases themselves; the errors that it returns are reported with the others. */
  readonly inspect?: (answer: CaseAnswer) => string[];
  /** Does what a running service does by itself after a moment, or waits until it has. */
  settle(): Promise<void>;
}

interface World {
  readonly token: string;
  readonly names: Names;
}

/**
 * Plays the cases of a file. A case has its own workspace; cases that change nothing (they only read, or are refused,
 * and begin with nothing of their own) share one. Returns the differences, one line each.
 */
export function openPlayer(stage: Stage, common?: Before): (played: Case) => Promise<string[]> {
  let shared: Promise<World> | undefined;
  return async (played) => {
    if (!leavesAll(played)) return play(stage, played, await newWorld(stage, merged(common, played.before)));
    shared ??= newWorld(stage, merged(common));
    const { token, names } = await shared;
    return play(stage, played, { token, names: new Map(names) });
  };
}

const leavesAll = ({ request, status, before, then: more, events }: Case): boolean =>
  (request.method === undefined || status >= 400) && !before && !more && !events;

async function newWorld(stage: Stage, before: Before): Promise<World> {
  const { token, workspace } = await stage.newWorkspace();
  const names: Names = new Map<string, Json>([
    ['workspace', workspace],
    ['token', token],
    ['server', stage.url],
  ]);
  await prepare(before, (request) => send(stage, token, request, names), names);
  return { token, names };
}

async function play(stage: Stage, played: Case, { token, names }: World): Promise<string[]> {
  const asAdministrator = (request: CaseRequest) => send(stage, token, request, names);
  const found: string[] = [];
  for (const exchange of [played, ...(played.then ?? [])]) {
    const bearer = exchange.request.role ? await newToken(asAdministrator, exchange.request.role) : token;
    const ask = () => send(stage, bearer, exchange.request, names);
    found.push(...(await playExchange(ask, exchange, names, stage)));
  }
  for (const [name, events] of Object.entries(played.events ?? {}))
    found.push(...(await compareHistory(asAdministrator, name, events, names, stage)));
  return found;
}

async function newToken(ask: (request: CaseRequest) => Promise<CaseAnswer>, role: string): Promise<string> {
  const { body } = await ask({ method: 'POST', path: 'tokens.json', body: { role, name: role } });
  return (body as { token: string }).token;
}

/**
 * Sends the request, once the service has settled when it may take a moment, and returns what is wrong with the answer.
 * `{answer}` in the request is the answer of the previous exchange.
 */
async function playExchange(
  ask: () => Promise<CaseAnswer>,
  exchange: Exchange,
  names: Names,
  stage: Stage,
): Promise<string[]> {
  const inspect = stage.inspect ?? (() => []);
  if (exchange.eventually) await stage.settle();
  const answer = await ask();
  names.set('answer', (answer.body ?? {}) as Json);
  return [...wrongIn(answer, exchange, names), ...inspect(answer)].map((line) => `${exchange.request.path}: ${line}`);
}

function wrongIn({ status, headers, body }: CaseAnswer, expected: Exchange, names: Names): string[] {
  const found = status === expected.status ? [] : [`status should be ${expected.status} and is ${status}`];
  if (expected.body !== undefined) found.push(...differences(filled(expected.body, names), body));
  for (const [name, value] of Object.entries(expected.headers ?? {}))
    found.push(...differences(filled(value, names), headers.get(name), name));
  return found;
}

/** History is written a moment after the change. */
async function compareHistory(
  ask: (request: CaseRequest) => Promise<CaseAnswer>,
  name: string,
  expected: readonly JsonObject[],
  names: Names,
  stage: Stage,
): Promise<string[]> {
  await stage.settle();
  const wanted = expected.map((event): Json => ({ ...event, '...': true }));
  const { body } = await ask({ path: `history.json?contact={${name}}` });
  const { results } = body as { results: unknown[] };
  return differences(filled(wanted, names), results.toReversed(), `events of ${name}`);
}
