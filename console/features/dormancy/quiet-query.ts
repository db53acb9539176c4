/**
 * The query for who has given no sign of life for more than so many days, as the sweep and the counts of dormancy.json understand it: who was never
 * heard from counts from when they were created, so that nobody is quiet who came yesterday. Days begin at midnight in the workspace's zone.
 */
export const quietQuery = (days: number): string =>
  `last_seen_on < -${days}d OR (last_seen_on = "" AND created_on < -${days}d)`;
