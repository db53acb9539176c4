import { noteListChecks } from '../../shared/data/carrier/index.ts';
import { listFolder, readContacts } from '../../shared/data/contacts/index.ts';
import { readFilling, saveFilling } from '../../shared/data/workspace/index.ts';
import { type ListOf, listsIn } from '../../shared/domain/carrier/lists.ts';
import { phoneNumbersOf, refusedOn } from '../../shared/domain/carrier/numbers.ts';
import { isTombstone } from '../../shared/domain/contacts/contact.ts';
import { type Instant, instant } from '../../shared/domain/instant.ts';
import { openOptOutLists, paced } from '../../shared/lambda/clients/opt-out-lists.ts';
import { openQueues } from '../../shared/lambda/clients/queues.ts';
import { openHmacKey } from '../../shared/lambda/clients/secret.ts';
import type { Runtime } from '../../shared/lambda/invocation/runtime.ts';
import { scheduleHandler } from '../../shared/lambda/invocation/worker.ts';
import type { OptOutLists } from '../../shared/messages/opt-out-lists.ts';
import { isToRead, readList } from './read-list.ts';
import { sendNumbers } from './send-numbers.ts';

/** The folders that can have people who opted out. */
const FOLDERS = ['stopped', 'archived', 'blocked'] as const;
const PAGE = 500;

/** AWS allows one request a second. */
const PACE_MS = 1_100;

/** Sending comes first, and leaves some time for reading. */
const SENDING_MICROS = 540_000_000;
/** The function has a minute more for the last request. */
const WORKING_MICROS = 780_000_000;

/** Every quarter of an hour: reports changed opt-outs to AWS's lists, and once an hour reads what is new there. */
export const handler = scheduleHandler((runtime) => exchange(runtime, paced(openOptOutLists(), PACE_MS)), {
  queues: openQueues,
  hmacKey: openHmacKey,
});

/** Sends, reads, and uses the remaining time to send again. A failing list does not stop the others. */
export async function exchange(runtime: Runtime, lists: OptOutLists): Promise<Record<string, number>> {
  const began = runtime.now();
  const counts = { lists: listsIn(runtime.config.optOutLists).length, noted: 0, sent: 0, failed: 0, read: 0, news: 0 };
  const sendUntil = instant(began + SENDING_MICROS);
  const until = instant(began + WORKING_MICROS);
  const failures: unknown[] = [];
  await eachList(runtime, failures, async (of) => {
    counts.noted += await fillList(of, sendUntil, runtime);
    return false;
  });
  const isLeft = await eachList(runtime, failures, (of) => sendAs(of, sendUntil));
  await eachList(runtime, failures, async (of) => {
    if (!(await isToRead(of, runtime))) return false;
    const { read, news } = await readList(of, { lists, until }, runtime);
    counts.read += read;
    counts.news += news;
    return false;
  });
  if (isLeft) await eachList(runtime, failures, (of) => sendAs(of, until));
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} opt-out lists failed`);
  return counts;

  async function sendAs(of: ListOf, end: Instant): Promise<boolean> {
    const { sent, failed, left } = await sendNumbers(of, { lists, until: end }, runtime);
    counts.sent += sent;
    counts.failed += failed;
    return left;
  }
}

/** List after list, each time from another one, since the first may take all time. True when `act` was for any. */
async function eachList(
  { config }: Runtime,
  failures: unknown[],
  act: (of: ListOf) => Promise<boolean>,
): Promise<boolean> {
  const all = listsIn(config.optOutLists);
  const first = Math.floor(Math.random() * all.length);
  let any = false;
  for (const of of [...all.slice(first), ...all.slice(0, first)]) {
    try {
      if (await act(of)) any = true;
    } catch (error) {
      failures.push(error);
    }
  }
  return any;
}

/** Notes the numbers that opted out before the list was named, in several runs; returns how many. */
async function fillList(of: ListOf, until: Instant, { data, now }: Pick<Runtime, 'data' | 'now'>): Promise<number> {
  const { workspace, list } = of;
  let { folder, cursor } = await readFilling(data, workspace, list);
  let noted = 0;
  for (let name = FOLDERS[folder]; name !== undefined && now() < until; name = FOLDERS[folder]) {
    const page = await listFolder(data, workspace, name, { limit: PAGE, cursor });
    const found = await readContacts(data, workspace, page.uuids);
    const numbers = [...found.values()].flatMap((one) =>
      isTombstone(one) || refusedOn(one) === null ? [] : phoneNumbersOf(one),
    );
    const at = now();
    await noteListChecks(
      data,
      of,
      numbers.map((number) => ({ number, at })),
    );
    noted += numbers.length;
    cursor = page.cursor;
    if (cursor === null) folder += 1;
    await saveFilling(data, workspace, list, { folder, cursor });
  }
  return noted;
}
