import type { JobId } from '../../ids.ts';
import type { Mark } from '../contact.ts';
import { MOST_MARKS } from '../marks.ts';
import { INTERNAL } from './internal.ts';
import type { Property } from './property.ts';
import { unlessEmpty } from './stored.ts';

/** A uuid, `#`, up to eight digits, and the overhead of a list element. */
const MARK_BYTES = 46;

const store = ({ job, slice }: Mark): string => `${job}#${slice}`;

function load(stored: string): Mark {
  const [job, slice] = stored.split('#');
  return { job: job as JobId, slice: Number(slice) };
}

/** The slices of jobs that changed it before `lastChange`. `apply` adds; jobs remove finished ones. */
export const marks = {
  ...INTERNAL,
  blank: () => [],
  stored: unlessEmpty('marks', store, load),
  bytes: (MOST_MARKS + 1) * MARK_BYTES,
} as const satisfies Property<'marks'>;
