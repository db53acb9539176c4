import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { furnish, type Named } from '../endpoints/rows/named.ts';
import type { ApiAnswer } from '../support/api/api.ts';
import { stageOf } from '../support/in-process/clients.ts';
import type { InProcess } from '../support/in-process/service.ts';

/** Two workspaces with one of everything; requests are sent by the first and name things of both. */
export interface Round {
  readonly own: Named;
  readonly theirs: Named;
  /** Secret of the administrator's token of the first workspace. */
  readonly secret: string;
  /** Whether an answer shows what only the second workspace knows. */
  leaks(answer: ApiAnswer): boolean;
  /** Whether anything of the second workspace is not as it was. */
  hasChanged(): Promise<boolean>;
}

/** Makes the two workspaces. */
export async function openRound(service: InProcess): Promise<Round> {
  const stage = stageOf(service);
  const [us, them] = await Promise.all([service.newWorkspace(), service.newWorkspace()]);
  const client = stage.as(them.token);
  const own = await furnish(stage, stage.as(us.token), 'Ours', 900_000);
  const theirs = await furnish(stage, client, 'Theirs', 910_000);
  // No request has it, so that no refusal can repeat it.
  const marker = `Marker ${randomUUID()}`;
  await client.post('contacts.json', { name: marker, groups: [theirs.group] });
  await stage.settle();
  const stored = () => service.itemsOf(them.workspace);
  const before = await stored();
  return {
    own,
    theirs,
    secret: us.token,
    leaks: ({ body }) => JSON.stringify(body).includes(marker),
    hasChanged: async () => !isDeepStrictEqual(await stored(), before),
  };
}
