/**
 * The query for contacts without a sign of life for more than a number of days, as the sweep counts them: from the
 * creation for a contact that was never seen. Days begin at midnight in the workspace's zone.
 */
export const quietQuery = (days: number): string =>
  `last_seen_on < -${days}d OR (last_seen_on = "" AND created_on < -${days}d)`;
