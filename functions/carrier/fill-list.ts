import { noteListChecks } from '../../shared/data/carrier/index.ts';
import { listFolder, readContacts } from '../../shared/data/contacts/index.ts';
import { readFilling, saveFilling } from '../../shared/data/workspace/index.ts';
import type { ListOf } from '../../shared/domain/carrier/lists.ts';
import { phoneNumbersOf, refusedOn } from '../../shared/domain/carrier/numbers.ts';
import { isTombstone } from '../../shared/domain/contacts/contact.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import type { Runtime } from '../../shared/lambda/runtime.ts';

/** The folders that can have people who opted out. */
const FOLDERS = ['stopped', 'archived', 'blocked'] as const;
const PAGE = 500;

/** Notes the numbers that opted out before the list was named, in several runs; returns how many. */
export async function fillList(
  of: ListOf,
  until: Instant,
  { data, now }: Pick<Runtime, 'data' | 'now'>,
): Promise<number> {
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
