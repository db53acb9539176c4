/** Percent of the selection, and contacts, that a stage takes in one night without a person's word. */
export const DEFAULT_BRAKE = { share: 5, contacts: 1_000 };
/** Percent of the selection that a stage takes in 30 days. */
export const DEFAULT_MONTH_SHARE = 20;
/** Percent of all people that steps of all policies stop, archive or delete in one night, or so many people. */
export const DEFAULT_NIGHT_SHARE = 5;
export const LEAST_A_NIGHT = 20;
export const DEFAULT_WAIT_DAYS = 35;
