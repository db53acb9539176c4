import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { readPull, type StoredPull, savePull, unseal } from '../../../shared/data/imports/index.ts';
import type { ImportId, WorkspaceId } from '../../../shared/domain/ids.ts';
import { pulledKey, sourceKey } from '../../../shared/domain/imports/plan.ts';
import {
  isComplete,
  isRoundOver,
  nextPullRound,
  type Pull,
  pageOf,
  pullPaceOf,
  secondsToWait,
  type Trouble,
  troubled,
  withPart,
} from '../../../shared/domain/imports/textit/pull.ts';
import {
  headOf,
  lineOf,
  type SourceAssets,
  sourceAssetsOf,
} from '../../../shared/domain/imports/textit/source-assets.ts';
import { formatInstant } from '../../../shared/domain/instant.ts';
import type { Runtime } from '../../../shared/lambda/invocation/runtime.ts';
import type { PullMessage } from '../../../shared/messages/pulls.ts';
import { packPart, readPart } from '../../../shared/services/packed-parts.ts';
import { finishPull } from './finish-pull.ts';
import { isTrouble, openSource, type PullSource } from './source.ts';

type PullRuntime = Pick<Runtime, 'data' | 'files' | 'queues' | 'now' | 'config'>;

/** Pages of one part, and its longest time: what must be repeated when a function dies. */
const PAGES = 10;
const LONGEST_MICROS = 60_000_000;
/** Of its fields, and of its groups: more than a source has, which TextIt limits to 250 each. */
const MOST_LIST_PAGES = 20;
/** Of contacts: five million, of 250 a page. */
const MOST_PAGES = 20_000;

/** `{workspace, import, key}`: reads and stores some pages of a source, and sends itself this until it has all. */
export async function pullSome(message: PullMessage, runtime: PullRuntime): Promise<void> {
  const { workspace, import: uuid, key } = message;
  const stored = await readPull(runtime.data, workspace, uuid);
  if (stored === null || stored.pull.status !== 'pulling' || stored.sealed === null) return;
  // Another token was given since, with another message.
  const token = unseal(stored.sealed, key);
  if (token === null) return;
  const again = (seconds: number) =>
    runtime.queues.send('pull', [message], workspace, seconds > 0 ? { delay: seconds } : {});
  const wait = secondsToWait(stored.pull, runtime.now());
  if (wait > 0) return again(wait);
  const source = openSource(stored.pull.host, token, { toLoopback: runtime.config.webhooksToLoopback });
  const pull = await more(stored.pull, source, { runtime, workspace, uuid });
  if (isComplete(pull)) return finishPull(runtime, { workspace, uuid }, { ...stored, pull });
  const next: StoredPull = { ...stored, pull, sealed: pull.status === 'pulling' ? stored.sealed : null };
  if ((await savePull(runtime.data, workspace, uuid, next)) && pull.status === 'pulling')
    await again(Math.max(secondsToWait(pull, runtime.now()), Math.ceil(pullPaceOf(pull) / 1_000)));
}

interface Where {
  readonly runtime: PullRuntime;
  readonly workspace: WorkspaceId;
  readonly uuid: ImportId;
}

/** The pull after some more requests. */
async function more(pull: Pull, source: PullSource, where: Where): Promise<Pull> {
  if (!pull.known) return readKnown(pull, source, where);
  const { runtime, workspace, uuid } = where;
  const known = await readPart<SourceAssets>(runtime.files, sourceKey(workspace, uuid));
  if (known === null) return { ...pull, status: 'failed', problem: { code: 'pull_gone' } };
  const begun = isRoundOver(pull) ? nextPullRound(pull, formatInstant(runtime.now())) : pull;
  return readPages(begun, source, known, where);
}

/** Reads fields and groups. */
async function readKnown(pull: Pull, source: PullSource, { runtime, workspace, uuid }: Where): Promise<Pull> {
  const lists: (readonly unknown[])[] = [];
  for (const endpoint of ['fields.json', 'groups.json']) {
    const list = await allOf(source, endpoint, pullPaceOf(pull), runtime);
    if (isTrouble(list)) return troubled(pull, list, runtime.now());
    lists.push(list);
  }
  const [fields = [], groups = []] = lists;
  await runtime.files.write(sourceKey(workspace, uuid), packPart(sourceAssetsOf(fields, groups)));
  return { ...pull, known: true };
}

async function allOf(
  source: PullSource,
  endpoint: string,
  pace: number,
  { now }: PullRuntime,
): Promise<readonly unknown[] | Trouble> {
  const until = now() + LONGEST_MICROS;
  const found: unknown[] = [];
  let pages = 0;
  for (let next: string | null = endpoint; next !== null; pages++) {
    if (pages === MOST_LIST_PAGES)
      return { problem: { code: 'pull_too_many_pages', most: MOST_LIST_PAGES }, wait: null };
    if (now() > until) return { problem: { code: 'webhook_no_answer', seconds: LONGEST_MICROS / 1_000_000 }, wait: 0 };
    const page = await source.page(next);
    if (isTrouble(page)) return page;
    found.push(...page.results);
    next = page.next;
    await sleep(pace);
  }
  return found;
}

async function readPages(pull: Pull, source: PullSource, known: SourceAssets, where: Where): Promise<Pull> {
  const { round, parts } = pull;
  if (round === null) return pull;
  const lines = parts.at(-1)?.length === 0 ? [headOf(known)] : [];
  let contacts: number = 0;
  let hidden: number = 0;
  let pages: number = 0;
  let trouble: Trouble | null = null;
  let next: string | null = pageOf(round);
  const until = where.runtime.now() + LONGEST_MICROS;
  for (; next !== null && pages < PAGES && where.runtime.now() < until; pages++) {
    if (pages > 0) await sleep(pullPaceOf(pull));
    const page = await source.page(next);
    if (isTrouble(page)) {
      trouble = page;
      break;
    }
    for (const contact of page.results) {
      const one = lineOf(contact, known, pull.since !== null);
      lines.push(one.line);
      if (one.hidden) hidden++;
    }
    contacts += page.results.length;
    next = page.next;
  }
  if (pull.pages + pages >= MOST_PAGES)
    trouble = { problem: { code: 'pull_too_many_pages', most: MOST_PAGES }, wait: null };
  const taken =
    pages === 0 ? pull : withPart(pull, { part: await writePart(lines, where), next, contacts, hidden, pages });
  return trouble === null ? taken : troubled(taken, trouble, where.runtime.now());
}

/** With a name of its own, so that another delivery does not overwrite it. */
async function writePart(lines: readonly string[], { runtime, workspace, uuid }: Where): Promise<string> {
  const part = randomUUID().slice(0, 13);
  await runtime.files.write(pulledKey(workspace, uuid, part), lines.map((line) => `${line}\n`).join(''));
  return part;
}
