import type { Instant } from '../../instant.ts';
import type { Assets } from '../../workspace.ts';
import { datetime, type Value } from './value.ts';

/** A time on the workspace's clocks; null stays null. */
export const moment = (at: Instant | null, { settings }: Assets): Value =>
  at === null ? null : datetime(at, settings.timezone);
