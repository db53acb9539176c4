/** What holds after the nightly and hourly schedules have run, and what they started has ended. */
import type { Checking } from './checking.ts';
import { stintsOf } from './contacts.ts';
import { smartGroupsOf } from './production.ts';
import type { Workspace } from './workspace.ts';

const DAY_MS = 86_400_000;

/** An active contact is flagged as dormant exactly when it has not been seen for the workspace's number of days. */
export function dormancyProblems({ live, settings }: Workspace, { now, report }: Checking): void {
  if (settings === undefined) return;
  const today = Date.parse(`${localDay(now, settings['timezone'])}T00:00:00Z`);
  const deadline = today - settings['dormancyDays'] * DAY_MS;
  for (const [uuid, { status, seen, created, dormant }] of live) {
    if (status !== 'active') continue;
    const last = (seen ?? created) / 1000;
    if (last < deadline !== (dormant !== undefined))
      report(
        'dormancy',
        `${uuid} is ${dormant ? '' : 'not '}flagged; its last sign of life was ${new Date(last).toISOString()}`,
      );
  }
}

const localDay = (now: number, timeZone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(now);

/**
 * The members of a smart group are the active contacts that match its query. Only this part uses the service's own
 * query language, which has its own tests; it checks that every contact was evaluated.
 */
export function smartGroupProblems(workspace: Workspace, { now, report }: Checking): void {
  if (workspace.settings === undefined) return;
  const { matches, smart } = smartGroupsOf(workspace, now);
  for (const group of smart) {
    if (group.status !== 'ready' && group.status !== 'invalid') {
      report('smart groups', `group ${group.uuid} is still ${group.status}`);
      continue;
    }
    for (const [uuid, contact] of workspace.live) {
      const member = stintsOf(contact).some((stint) => stint.group === group.uuid);
      const should = contact['status'] === 'active' && matches(group, contact);
      if (member !== should)
        report('smart groups', `${uuid} is ${member ? '' : 'not '}in group ${group.uuid} (${group.query})`);
    }
  }
}
