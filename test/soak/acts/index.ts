import type { Random } from '../../support/random.ts';
import { search } from '../searches.ts';
import type { Act } from '../world.ts';
import { missCall, optOut, writeMessage } from './events.ts';
import { changeSettings, passingGroup, smartGroup } from './groups.ts';
import { archiveMany, deleteArchived, mark, pause } from './jobs.ts';
import { changeGroups, changeStatus, createPerson, editField } from './people.ts';

export { MARKING_FLOW } from './jobs.ts';
export { createPerson };

/** What is done, and how often beside the others. */
const ACTS: readonly (readonly [Act, number])[] = [
  [editField, 22],
  [changeGroups, 10],
  [changeStatus, 14],
  [createPerson, 10],
  [writeMessage, 14],
  [missCall, 5],
  [optOut, 4],
  [mark, 5],
  [archiveMany, 4],
  [deleteArchived, 4],
  [pause, 3],
  [passingGroup, 2],
  [smartGroup, 1],
  [changeSettings, 2],
  [search, 4],
];

const BY_WEIGHT = ACTS.flatMap(([act, weight]) => Array.from({ length: weight }, () => act));

export const anyAct = (random: Random): Act => random.pick(BY_WEIGHT);
