import { type Instant, instant } from '../instant.ts';

/** What was under way is done after two minutes: no function that changes contacts runs for longer than one, and clocks agree within another. */
const UNDER_WAY_MICROS = 120_000_000;

/** Whether nothing that was under way at a time is under way any more. */
export const areChangesSettled = (time: Instant, now: Instant): boolean => instant(time + UNDER_WAY_MICROS) <= now;
