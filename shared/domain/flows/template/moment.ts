import type { Instant } from '../../instant.ts';
import { datetime, type Value } from './value.ts';

/** A time as templates see it, empty when there is none: in UTC, as TextIt's engine has those of contacts, runs and results. */
export const moment = (at: Instant | null): Value => (at === null ? null : datetime(at, 'UTC'));
