import { beforeAll, describe, expect, it } from 'vitest';
import { caseFiles } from '../../support/cases/case.ts';
import { openPlayer } from '../../support/cases/player.ts';
import { againstDocument } from '../../support/cases/schema.ts';
import { onInProcessStage } from '../../support/in-process/stage.ts';

/** The HTTP cases without HTTP, in two files, so that two workers share them. */
export function playCases(some: (endpoint: string) => boolean): void {
  describe.each(caseFiles().filter(({ endpoint }) => some(endpoint)))('$endpoint', ({ before, cases }) => {
    const stage = onInProcessStage();
    let player: ReturnType<typeof openPlayer>;
    beforeAll(() => {
      player = openPlayer({ ...stage().service, inspect: againstDocument }, before);
    });

    it.concurrent.each(cases)('$name', async (played) => {
      expect(await player(played)).toEqual([]);
    });
  });
}
