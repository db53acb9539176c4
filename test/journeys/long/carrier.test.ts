/**
 * The exchange with the carrier's opt-out list as deployed: with its schedule and permissions, in the runner's stand-in
 * for AWS.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { buildApp } from '../../../infra/app.ts';
import { openClient } from '../../support/api/client.ts';
import { startJourney } from '../stage.ts';

const directory = mkdtempSync(join(tmpdir(), 'dormouse-carrier-'));
const dataDir = join(directory, 'data');
afterAll(() => rmSync(directory, { recursive: true }));

/** An assembly of its own, of the bundles that all journeys share. */
function synthesisedWith(context: Readonly<Record<string, unknown>>): string {
  const outdir = join(directory, 'assembly');
  const bundles = join(process.env['ASSEMBLY'] ?? '', 'bundles');
  buildApp({ bundles, outdir, skipChecks: true, context }).synth();
  return outdir;
}

const ANN = '+250788123456';
const BOB = '+250788123457';
const numbers = (): string[] =>
  Object.keys(JSON.parse(readFileSync(join(dataDir, 'opt-out-lists.json'), 'utf8')).entries['Default'] ?? {});

it('who opts out is put on the list that the operator named, and comes off it when that is lifted', async () => {
  // As an operator does: the workspace first, then its list.
  const first = await startJourney({ dataDir });
  const { uuid } = await openClient(first).get('workspace.json');
  await first.stop();
  const ASSEMBLY = synthesisedWith({ optOutLists: `Default=${uuid}` });
  const service = await startJourney({ dataDir, env: { ASSEMBLY } });
  const client = openClient(service);
  const run = async () => {
    await service.idle();
    const { status, body } = await service.local('POST', 'schedules/carrier/run');
    expect(status, JSON.stringify(body)).toBe(200);
    await service.idle();
  };
  await client.post('contacts.json', { urns: [`tel:${ANN}`] });
  await client.post('events.json', { type: 'stop_contact', urn: `tel:${ANN}` });
  await client.post('suppressions.json', { urns: [`tel:${BOB}`], reason: 'their list' });
  await run();
  expect(numbers().sort()).toEqual([ANN, BOB]);
  await client.post('events.json', { type: 'msg_received', urn: `tel:${ANN}`, text: 'START' });
  await run();
  expect(numbers()).toEqual([BOB]);
  expect((await client.get(`contacts.json?urn=${encodeURIComponent(`tel:${ANN}`)}`)).results).toMatchObject([
    { status: 'active', carrier: [{ opted_out: false, pending: null }] },
  ]);
  await service.stop();
});
