import type { JsonObject } from '../json.ts';
import { type Criteria, isEverybody } from './criteria.ts';
import { readDimensions } from './read-dimensions.ts';
import { isObject, type Segment } from './segment.ts';

type ReadCriteria = { readonly criteria: Criteria } | { readonly problems: readonly string[] };

/** Finds another segment by its id. */
type Find = (id: string) => Segment | undefined;

/** Translates a segment's conditions into criteria, or lists those that no query can express; all or none. */
export function readCriteria(segment: Segment, find: Find): ReadCriteria {
  const problems: string[] = [];
  const criteria = readSegment(segment, { find, within: new Set(), problems });
  if (problems.length === 0 && isEverybody(criteria)) problems.push('it has no conditions: everybody is in it');
  return problems.length === 0 ? { criteria } : { problems: [...new Set(problems)] };
}

interface Reading {
  readonly find: Find;
  /** Ids of the segments that are being read. */
  readonly within: ReadonlySet<string>;
  readonly problems: string[];
}

const EVERYBODY: Criteria = { all: [] };
/** Stands for an unreadable condition, so that it does not count as none. */
const UNREAD: Criteria = { channels: [] };

function readSegment({ id, name, definition }: Segment, reading: Reading): Criteria {
  const { problems } = reading;
  const fail = (problem: string): Criteria => {
    problems.push(problem);
    return UNREAD;
  };
  if (definition['SegmentType'] !== 'DIMENSIONAL')
    return fail(`"${name}" is a list that was imported, without conditions`);
  if (reading.within.has(id)) return fail(`"${name}" is built on itself`);
  const [dimensions, groups] = [definition['Dimensions'], definition['SegmentGroups']];
  if (!isObject(groups)) return readDimensions(dimensions, problems);
  if (!repeats(dimensions, groups, problems)) return fail('Dimensions and SegmentGroups say different things');
  return readGroups(groups, { ...reading, within: new Set([...reading.within, id]) });
}

/** Whether a segment's dimensions only repeat its groups: Pinpoint returns both forms. */
function repeats(dimensions: unknown, groups: JsonObject, problems: string[]): boolean {
  if (isEverybody(readDimensions(dimensions, problems))) return true;
  const inGroups = listOf(groups['Groups']).flatMap((group) => listOf(group['Dimensions']));
  return inGroups.length === 1 && JSON.stringify(inGroups[0]) === JSON.stringify(dimensions);
}

const listOf = (value: unknown): readonly JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : []);

function readGroups(groups: JsonObject, reading: Reading): Criteria {
  const parts = listOf(groups['Groups']).map((group) => readGroup(group, reading));
  return combined('Include', groups['Include'], parts, reading.problems);
}

/** The people of a group's source segments, limited by its dimensions. */
function readGroup(group: JsonObject, reading: Reading): Criteria {
  const { problems } = reading;
  const sources = listOf(group['SourceSegments']).map((source) => readSource(source, reading));
  const dimensions = listOf(group['Dimensions']).map((one) => readDimensions(one, problems));
  return allCriteria([
    combined('SourceType', group['SourceType'], sources, problems),
    combined('Type', group['Type'], dimensions, problems),
  ]);
}

function readSource({ Id, Version }: JsonObject, reading: Reading): Criteria {
  const segment = reading.find(String(Id));
  if (segment === undefined) {
    reading.problems.push(`it is built on the segment ${String(Id)}, whose definition is not in these files`);
    return UNREAD;
  }
  const version = segment.definition['Version'];
  if (Version !== undefined && version !== undefined && Version !== version) {
    reading.problems.push(
      `it is built on version ${String(Version)} of "${segment.name}", and the file has ${String(version)}`,
    );
    return UNREAD;
  }
  return readSegment(segment, reading);
}

/** Combines parts as given. With one part or none, `ALL` and `ANY` are the same. */
function combined(key: string, how: unknown, parts: readonly Criteria[], problems: string[]): Criteria {
  if (parts.length === 0) return EVERYBODY;
  if (how === 'ALL' || (how === undefined && parts.length === 1)) return allCriteria(parts);
  if (how !== 'ANY' && how !== 'NONE') problems.push(`its ${key} is ${how === undefined ? 'not said' : String(how)}`);
  else if (parts.some(isEverybody)) problems.push(`its ${key} is ${how} of parts of which one has no conditions`);
  const any: Criteria = parts.length === 1 && parts[0] !== undefined ? parts[0] : { any: parts };
  return how === 'NONE' ? { not: any } : any;
}

/** Without those that exclude nobody. */
function allCriteria(parts: readonly Criteria[]): Criteria {
  const kept = parts.filter((part) => !isEverybody(part));
  return kept.length === 1 && kept[0] !== undefined ? kept[0] : { all: kept };
}
