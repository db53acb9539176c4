import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caseFiles } from '../support/cases/case.ts';
import { openPlayer, type Stage } from '../support/cases/player.ts';
import { againstDocument } from '../support/cases/schema.ts';
import type { Service } from '../support/service.ts';
import { openWorkspaces } from '../support/workspaces.ts';
import { startJourney } from './stage.ts';

let service: Service;
let stage: Stage;

beforeAll(async () => {
  // Of each function no more environments than are busy at once: each has to load and compile its bundle.
  service = await startJourney({ env: { DORMOUSE_CONCURRENCY: '2' } });
  stage = { url: service.url, newWorkspace: await openWorkspaces(service), inspect: againstDocument };
});

afterAll(() => service?.stop());

describe.each(caseFiles())('$endpoint', ({ before, cases }) => {
  let player: ReturnType<typeof openPlayer> | undefined;
  it.concurrent.each(cases)('$name', async (played) => {
    player ??= openPlayer(stage, before);
    expect(await player(played)).toEqual([]);
  });
});
