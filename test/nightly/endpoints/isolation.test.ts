import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bare, QUESTIONS } from '../../endpoints/rows/index.ts';
import { furnish, type Named, neverGiven } from '../../endpoints/rows/named.ts';
import { openStage, type RunningStage } from '../../journeys/stage.ts';
import { exactCounts, takeCensus } from '../../support/api/census.ts';
import { type Client, createPeople, openClient, phone } from '../../support/api/client.ts';
import type { Service } from '../../support/service.ts';

const run = promisify(execFile);

/** Makes a second workspace by the command in the README; returns its first administrator's token. */
async function createWorkspace(service: Service, name: string): Promise<string> {
  const script = join(import.meta.dirname, '../../../scripts/workspace.ts');
  const env = { ...process.env, PORT: new URL(service.url).port };
  const { stdout } = await run(process.execPath, [script, 'create', name], { env });
  const token = /^token (\S+)$/m.exec(stdout)?.[1];
  if (token === undefined) throw new Error(`No token in: ${stdout}`);
  return token;
}

/** A contact of the other workspace for each request: the request may create one with its URN in its own workspace. */
const questions = QUESTIONS.map((question, index) => ({ ...question, index, urn: phone(30_000 + index) }));

let stage: RunningStage;
let ours: Client;
let theirs: Client;
let own: Named;
let foreign: Named;
let contacts: readonly string[];
/** All that the other workspace reports about its contacts. */
let before: Awaited<ReturnType<typeof takeCensus>>;

beforeAll(async () => {
  stage = await openStage();
  theirs = openClient(stage.service);
  ours = stage.as(await createWorkspace(stage.service, 'Radio Kigali'));
  foreign = await furnish(stage, theirs, 'Theirs', 10_000);
  own = await furnish(stage, ours, 'Ours', 20_000);
  contacts = await createPeople(theirs, questions.length, { first: 30_000 });
  await stage.settle();
  before = await takeCensus(theirs);
});

afterAll(() => stage?.service.stop());

describe("Another workspace's data does not exist for a request: the answer is that for an unknown uuid or name", () => {
  it.each(questions)('$about', async ({ ask, index, urn }) => {
    const unknown = neverGiven(foreign);
    const expected = bare(await ours.ask(...ask(unknown, own)), unknown);
    const named = { ...foreign, contact: contacts[index] ?? '', urn };
    expect(bare(await ours.ask(...ask(named, own)), named)).toEqual(expected);
    await stage.settle();
    expect(await takeCensus(theirs)).toEqual(before);
    await exactCounts(ours);
  });
});
