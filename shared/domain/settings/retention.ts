/** How long a workspace keeps messages, history and runs. */
/** As in TextIt (2.12). */
export const MESSAGES_DAYS = 365;
export const HISTORY_DAYS = 365;
/** What runs leave is kept as long as the runs themselves. */
export const RUN_DAYS = 90;

/** Bounds of the settings, in days. */
export const LEAST_DAYS = 1;
export const MOST_DAYS = 3_650;

/** Days for which messages are kept, from when they were stored or archived. */
export const messagesDays = ({ messagesDays: days = MESSAGES_DAYS }: { readonly messagesDays?: number }): number =>
  days;

/** Days for which history is kept, except changes of status, which stay as long as the contact. */
export const historyDays = ({ historyDays: days = HISTORY_DAYS }: { readonly historyDays?: number }): number => days;
