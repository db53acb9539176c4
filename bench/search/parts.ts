import type { Snapshot } from '../../shared/data/snapshots/index.ts';
import type { Files } from '../../shared/messages/files.ts';
import type { SearchParts } from '../../shared/messages/snapshots.ts';
import { forget } from '../../shared/services/snapshots/cache.ts';
import type { SearchPart } from '../../shared/services/snapshots/parts/part.ts';
import { readSearchPart } from '../../shared/services/snapshots/parts/read-part.ts';
import type { Time } from './report.ts';
import { sourceOf } from './stage.ts';

/** As a deployment has them (`infra/constructs/search-parts.ts`, `infra/knobs.ts`). */
const MOST = 12;
const FROM = 1_500_000;

/** A part's times: with nothing in memory, and again. */
export interface PartTimes {
  readonly cold: Time;
  readonly warm: Time;
}

/** A source whose parts are read one after the other, each with nothing in memory, as by a function of its own. */
export function sourceInParts(
  files: Files,
  snapshot: Snapshot,
  timed: <Found extends object>(ask: () => Promise<Found>) => Promise<readonly [Time, Found]>,
) {
  const times: PartTimes[] = [];
  let last: Promise<unknown> = Promise.resolve();
  const parts: SearchParts = {
    most: MOST,
    from: FROM,
    release: '',
    read(part) {
      const answer = last.then(async () => {
        forget();
        const ask = () => timed(() => readSearchPart(files, part as SearchPart));
        const [cold] = await ask();
        const [warm, found] = await ask();
        times.push({ cold, warm });
        return found;
      });
      last = answer;
      return answer;
    },
  };
  return { source: { ...sourceOf(files, snapshot, parts), parts }, times };
}
