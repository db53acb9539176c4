import { countDays } from '../../shared/data/contacts/index.ts';
import { dayAfter, FIRST_DAY, lastDayDue, purgesFrom } from '../../shared/domain/dormancy/purge.ts';
import { dayOf, formatInstant, type Instant } from '../../shared/domain/instant.ts';
import { isSooner } from '../../shared/domain/settings/settings.ts';
import type { Actor, Settings } from '../../shared/domain/workspace.ts';
import type { RequestContext } from '../../shared/lambda/http/endpoint.ts';
import type { FieldErrors } from '../../shared/lambda/http/field-errors.ts';

/** The parts of a body about the deletion of archived contacts. */
interface Given {
  readonly purge_archived_after_days?: number | null | undefined;
  /** The number that the caller has seen of contacts that the first night would delete. */
  readonly purge_count?: number | undefined;
}

/** Deleting sooner needs the number of the first night's contacts; a wrong one is answered with the right one. */
export async function checkPurge(
  given: Given,
  errors: FieldErrors,
  { runtime, caller, assets, now }: Pick<RequestContext, 'runtime' | 'caller' | 'assets' | 'now'>,
): Promise<void> {
  const { purge_archived_after_days: days, purge_count: known } = given;
  if (typeof days !== 'number' || !isSooner(days, assets.settings.purgeArchivedAfterDays ?? null)) return;
  const night = purgesFrom(now);
  const before = dayAfter(lastDayDue(days, night));
  const [count = 0] = await countDays(runtime.data, caller.workspace, 'archived', [{ from: FIRST_DAY, before }]);
  if (known === count) return;
  const refusal = { code: 'purge_count', count, before, day: dayOf(night), again: count } as const;
  errors.add('purge_archived_after_days', refusal);
}

/** When it begins to hold, and who wants it so, if contacts become due that were not. */
export const purgeStart = (
  { purge_archived_after_days: days = null }: Given,
  { purgeArchivedAfterDays: before = null }: Settings,
  { by, now }: { readonly by: Actor; readonly now: Instant },
): Pick<Settings, 'purgesFrom' | 'purgesBy'> =>
  isSooner(days, before) ? { purgesFrom: purgesFrom(now), purgesBy: by } : {};

export const shownStart = ({ purgeArchivedAfterDays: days = null, purgesFrom: from }: Settings): string | null =>
  days === null || from === undefined ? null : formatInstant(from);
