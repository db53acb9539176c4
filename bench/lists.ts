/** The first page of contacts over HTTP is as fast in a large workspace (±20 %). */
import { populate } from './support/population.ts';
import { startRunning } from './support/running.ts';
import { oneDigit, table, whole } from './support/table.ts';

const REQUESTS = 100;
/** Requests until the function's code is fully compiled; otherwise the first size would look slow. */
const WARM_UP = 200;
/** The longest wait for counts and history of the new contacts, which keep the machine busy. */
const SETTLE_SECONDS = 1_800;

interface ListTime {
  readonly contacts: number;
  /** Medians, in milliseconds. */
  readonly all: number;
  readonly folder: number;
}

export async function measureLists(sizes: readonly number[]): Promise<ListTime[]> {
  const { service, data, workspace } = await startRunning();
  const measured: ListTime[] = [];
  let there = 0;
  const time = async (path: string): Promise<number> => {
    const times: number[] = [];
    for (let request = -WARM_UP; request < REQUESTS; request++) {
      const begun = performance.now();
      const { status } = await service.api('GET', path);
      if (status !== 200) throw new Error(`${path} answered ${status}`);
      if (request >= 0) times.push(performance.now() - begun);
    }
    return times.sort((a, b) => a - b)[REQUESTS / 2] ?? 0;
  };
  try {
    for (const contacts of sizes) {
      await populate(data, workspace, contacts - there);
      there = contacts;
      await service.idle(SETTLE_SECONDS);
      measured.push({
        contacts,
        all: await time('contacts.json'),
        folder: await time('contacts.json?folder=active'),
      });
    }
  } finally {
    await service.stop();
  }
  return measured;
}

export const listsTable = (measured: readonly ListTime[]): string => `## First page of 250 contacts over HTTP

Medians of 100. Aim: no more than 20 % above that of the fewest, whatever the number of contacts.

${table([
  ['contacts in the workspace', 'contacts.json, ms', 'folder=active, ms'],
  ...measured.map(({ contacts, all, folder }) => [whole(contacts), oneDigit(all), oneDigit(folder)]),
])}`;
