/** Percent of the selection, and contacts, that a stage takes in one night without a person's word. */
export const DEFAULT_BRAKE = { share: 5, contacts: 1_000 };
export const DEFAULT_WAIT_DAYS = 35;
