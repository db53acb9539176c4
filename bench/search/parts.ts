import type { Snapshot } from '../../shared/data/snapshots/index.ts';
import type { Files } from '../../shared/messages/files.ts';
import type { SearchParts } from '../../shared/messages/search-parts.ts';
import { forget } from '../../shared/services/snapshots/cache.ts';
import type { SearchPart } from '../../shared/services/snapshots/parts/part.ts';
import { readSearchPart } from '../../shared/services/snapshots/parts/read-part.ts';
import type { Time } from './report.ts';
import { sourceOf } from './stage.ts';

/** As a deployment has them (`infra/constructs/search-parts.ts`, `infra/knobs.ts`). */
const [MOST, FROM] = [12, 1_500_000];

/** A source whose parts are read one after the other, each with nothing in memory, as by a function of its own. */
export function sourceInParts(
  files: Files,
  snapshot: Snapshot,
  timed: <Found extends object>(ask: () => Promise<Found>) => Promise<readonly [Time, Found]>,
) {
  const times: Time[] = [];
  let last: Promise<unknown> = Promise.resolve();
  const parts: SearchParts = {
    ...{ most: MOST, from: FROM, release: '' },
    read(part) {
      const answer = last.then(async () => {
        forget();
        const [time, found] = await timed(() => readSearchPart(files, part as SearchPart));
        times.push(time);
        return found;
      });
      last = answer;
      return answer;
    },
  };
  return { source: { ...sourceOf(files, snapshot, parts), parts }, times };
}
