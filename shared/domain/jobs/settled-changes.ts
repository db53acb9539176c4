import { type Instant, instant } from '../instant.ts';

/** Work is done after two minutes: one for a function's change, and one for clocks. */
const UNDER_WAY_MICROS = 120_000_000;

/** Whether all work in progress at a time is done. */
export const areChangesSettled = (time: Instant, now: Instant): boolean => instant(time + UNDER_WAY_MICROS) <= now;
