import type { Instant } from '../../instant.ts';
import { datetime, type Value } from './value.ts';

/** A time as templates see it, in UTC as in TextIt; empty when there is none. */
export const moment = (at: Instant | null): Value => (at === null ? null : datetime(at, 'UTC'));
