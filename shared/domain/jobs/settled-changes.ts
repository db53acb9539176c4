import { type Instant, instant } from '../instant.ts';

/**
 * Work in progress is done after two minutes: no function changes contacts for more than one, and clocks agree within
 * another.
 */
const UNDER_WAY_MICROS = 120_000_000;

/** Whether all work in progress at a time is done. */
export const areChangesSettled = (time: Instant, now: Instant): boolean => instant(time + UNDER_WAY_MICROS) <= now;
