import type { Contact } from '../../../../shared/domain/contacts/contact.ts';
import { defineGroup } from '../../../../shared/domain/groups/definition.ts';
import type { GroupId } from '../../../../shared/domain/ids.ts';
import type { JsonObject } from '../../../../shared/domain/imports/json.ts';
import type { NewSmartGroup } from '../../../../shared/domain/imports/plan.ts';
import { type Criteria, leavesOf } from '../../../../shared/domain/imports/segments/criteria.ts';
import { isIn } from '../../../../shared/domain/imports/segments/matches.ts';
import { queryOf } from '../../../../shared/domain/imports/segments/query.ts';
import { readCriteria } from '../../../../shared/domain/imports/segments/read-criteria.ts';
import type { Segment } from '../../../../shared/domain/imports/segments/segment.ts';
import type { Instant } from '../../../../shared/domain/instant.ts';
import type { Refusal } from '../../../../shared/domain/refusals/refusal.ts';
import type { Assets, Field, Group } from '../../../../shared/domain/workspace.ts';
import { groupNameError, nameKey } from '../../../../shared/domain/workspace-names.ts';
import { sentenceOf } from '../../../../shared/lambda/refusals.ts';
import type { ImportColumns } from './columns.ts';
import type { NewAssets } from './new-assets.ts';

/** A segment that can become a smart group, unless somebody in the files is in only one of both. */
interface Candidate {
  readonly name: string;
  readonly criteria: Criteria;
  readonly group: Group & { readonly query: string };
  differs: number;
}

interface SegmentsOf {
  readonly columns: ImportColumns;
  readonly newAssets: NewAssets;
  readonly now: Instant;
}

/** The imported segments: each becomes a smart group if a query means the same, else a warning says why not. */
export class Segments {
  readonly warnings: Refusal[] = [];
  readonly #candidates: Candidate[] = [];
  readonly #of: SegmentsOf;
  #assets: { readonly from: Assets; readonly with: Assets } | null = null;

  /** Made when all columns are known, before the first row. */
  constructor(segments: readonly Segment[], of: SegmentsOf) {
    this.#of = of;
    const byId = new Map(segments.map((segment) => [segment.id, segment]));
    for (const segment of byId.values()) {
      const problems = this.#define(segment, byId);
      if (problems.length > 0) this.warnings.push(untranslated(segment.name, problems));
    }
  }

  #define(segment: Segment, byId: ReadonlyMap<string, Segment>): readonly string[] {
    const { name } = segment;
    const { newAssets, now } = this.#of;
    const wrongName = groupNameError(name);
    if (wrongName !== null) return [`no group can have its name: ${sentenceOf(wrongName)}`];
    const there = newAssets.names.group(name);
    if (there?.query === null) return [TAKEN];
    if (this.#candidates.some((one) => nameKey(one.name) === nameKey(name))) return ['there are two of this name'];
    const read = readCriteria(segment, (id) => byId.get(id));
    if ('problems' in read) return read.problems;
    const { criteria } = read;
    const problems = leavesOf(criteria).flatMap((leaf) => ('column' in leaf ? this.#problemOf(leaf.column) : []));
    if (problems.length > 0) return problems;
    const defined = defineGroup(
      queryOf(criteria, (column) => this.#fieldOf(column).key),
      newAssets.assets,
      now,
    );
    if (!defined.ok) return [defined.error.message];
    if (there !== undefined) return there.query === defined.definition.query ? [] : [TAKEN];
    const uuid = `segment ${this.#candidates.length}` as GroupId;
    const group = { uuid, name, ...defined.definition, status: 'ready', system: false, createdOn: now } as const;
    this.#candidates.push({ name, criteria, group, differs: 0 });
    return [];
  }

  #problemOf(column: string): string[] {
    const target = this.#of.columns.targetOf(column);
    if (target.to !== 'field') return [`${column} becomes no field`];
    const { type } = this.#of.newAssets.names.field(target.about) ?? { type: typeFor(column) };
    return type === typeFor(column)
      ? []
      : [`the field ${target.about}, which ${column} becomes, is of the type ${type}`];
  }

  #fieldOf(column: string): Field {
    const target = this.#of.columns.targetOf(column);
    return this.#of.newAssets.field(target.to === 'field' ? target.about : column, typeFor(column));
  }

  /** Notes the segments about which a person and the smart groups disagree. Inactive contacts are in no group. */
  compare(endpoints: readonly JsonObject[], becomes: (assets: Assets) => Contact): void {
    if (this.#candidates.length === 0) return;
    const contact = becomes(this.#withCandidates());
    if (contact.status !== 'active') return;
    for (const candidate of this.#candidates)
      if (isIn(candidate.criteria, endpoints) !== contact.groups.includes(candidate.group.uuid)) candidate.differs++;
  }

  #withCandidates(): Assets {
    const { assets: from } = this.#of.newAssets;
    if (this.#assets?.from !== from) {
      const groups = this.#candidates.map(({ group }) => [group.uuid, group] as const);
      this.#assets = { from, with: { ...from, groups: new Map([...from.groups, ...groups]) } };
    }
    return this.#assets.with;
  }

  /** The smart groups to make. */
  end(): readonly NewSmartGroup[] {
    const { newAssets } = this.#of;
    const same = this.#candidates.filter(({ differs }) => differs === 0);
    for (const { name, differs } of this.#candidates)
      if (differs > 0) this.warnings.push(untranslated(name, [differing(differs)]));
    return same.map(({ name, group: { query } }) => {
      newAssets.makeSmart(name);
      return { name, query };
    });
  }
}

const TAKEN = 'there is a group of its name already, which stays as it is';

const typeFor = (column: string): 'number' | 'text' => (column.startsWith('Metrics.') ? 'number' : 'text');

const differing = (count: number): string =>
  `${count} ${count === 1 ? 'person' : 'people'} in the files would be in the one and not in the other, since a query compares without regard to case, has several values in one text, and looks at all addresses of a person together`;

const untranslated = (segment: string, problems: readonly string[]): Refusal => ({
  code: 'warn_segment',
  segment,
  reasons: problems.join('; '),
});

export const openSegments = (...given: ConstructorParameters<typeof Segments>): Segments => new Segments(...given);
