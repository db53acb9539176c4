import { type Changed, forgetNumber, limitListCheck, noteListChecks } from '../../shared/data/carrier/index.ts';
import { type ContactChange, deletedBy } from '../../shared/data/contacts/index.ts';
import { eachOf } from '../../shared/data/dynamo/index.ts';
import { listsOf } from '../../shared/domain/carrier/lists.ts';
import { numbersToLookAt, phoneNumbersOf } from '../../shared/domain/carrier/numbers.ts';
import { hasOptedOut } from '../../shared/domain/contacts/opt-out/last-word.ts';
import type { WorkspaceId } from '../../shared/domain/ids.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import type { Config } from '../../shared/lambda/invocation/config.ts';
import type { Runtime } from '../../shared/lambda/invocation/runtime.ts';

/** Concurrent numbers of deleted contacts. */
const AT_ONCE = 8;

/** What a batch says about a number: check it, or its contact was deleted (opted out or not). */
type Said = { readonly look: Changed } | { readonly deleted: Instant; readonly optedOut: boolean };

/** Notes numbers for the workspace's opt-out lists, whatever changed the contacts. Free without a list. Repeatable. */
export async function noteForCarrier(
  { data, config }: Pick<Runtime, 'data'> & { readonly config: Pick<Config, 'optOutLists'> },
  workspace: WorkspaceId,
  changes: readonly ContactChange[],
): Promise<void> {
  const lists = listsOf(config.optOutLists, workspace);
  if (lists.length === 0) return;
  const said = [...saidOf(changes)];
  const looks = said.flatMap(([, one]) => ('look' in one ? [one.look] : []));
  for (const of of lists) {
    await eachOf(said, AT_ONCE, async ([number, one]) => {
      if ('look' in one) return;
      await (one.optedOut ? limitListCheck(data, of, number, one.deleted) : forgetNumber(data, of, number));
    });
    await noteListChecks(data, of, looks);
  }
}

/** By number, what the last change says; for a contact that opted out and was deleted in one batch, both. */
function saidOf(changes: readonly ContactChange[]): ReadonlyMap<string, Said> {
  const all = new Map<string, Said>();
  for (const change of changes) {
    const { before, after } = change;
    for (const number of numbersToLookAt(before, after))
      if (after !== null) all.set(number, { look: { number, at: after.modifiedOn } });
    const gone = deletedBy(change);
    if (gone === null) continue;
    const deleted = after?.modifiedOn ?? gone.modifiedOn;
    const optedOut = hasOptedOut(gone);
    for (const number of phoneNumbersOf(gone)) {
      const known = all.get(number);
      const isWaiting = optedOut && known !== undefined && 'look' in known;
      all.set(number, isWaiting ? { look: { ...known.look, deleted } } : { deleted, optedOut });
    }
  }
  return all;
}
