/** How long a workspace keeps what it may have kept for a while only. */
import type { Settings } from './workspace.ts';

/** As TextIt keeps them (2.12). */
export const MESSAGES_DAYS = 365;
export const HISTORY_DAYS = 365;
/** What runs of flows leave is kept no longer than the runs themselves. */
export const RUN_DAYS = 90;

/** Days that a setting may name. */
export const LEAST_DAYS = 1;
export const MOST_DAYS = 3_650;

/** Days for which messages are kept, from when they were stored, or put into the archive. */
export const messagesDays = ({ messagesDays: days }: Pick<Settings, 'messagesDays'>): number => days ?? MESSAGES_DAYS;

/** Days for which history is kept, but for changes of status, which stay as long as the contact. */
export const historyDays = ({ historyDays: days }: Pick<Settings, 'historyDays'>): number => days ?? HISTORY_DAYS;
