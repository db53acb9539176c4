import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { joinJourney } from '../../journeys/stage.ts';
import type { Service } from '../service.ts';
import { openWorkspaces } from '../workspaces.ts';
import { caseFiles } from './case.ts';
import { openPlayer, type Stage } from './player.ts';
import { againstDocument } from './schema.ts';

/** Plays every HTTP case on a running service. */
export function playOverHttp(): void {
  let service: Service;
  let stage: Stage;

  beforeAll(async () => {
    service = await joinJourney();
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
}
