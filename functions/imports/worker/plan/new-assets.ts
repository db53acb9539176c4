import type { AssetsByName } from '../../../../shared/domain/contacts/properties/imported.ts';
import { defineGroup } from '../../../../shared/domain/groups/definition.ts';
import type { GroupId } from '../../../../shared/domain/ids.ts';
import { namesIn } from '../../../../shared/domain/imports/change.ts';
import type { NewField, NewSmartGroup } from '../../../../shared/domain/imports/plan.ts';
import type { Row } from '../../../../shared/domain/imports/row.ts';
import type { SourceAssets } from '../../../../shared/domain/imports/textit/source-assets.ts';
import type { Instant } from '../../../../shared/domain/instant.ts';
import { archivedNamed, countOfFields, newField } from '../../../../shared/domain/new-field.ts';
import type { Refusal } from '../../../../shared/domain/refusals/refusal.ts';
import type { Assets, Field, FieldType, Group } from '../../../../shared/domain/workspace.ts';
import {
  fieldNameError,
  groupNameError,
  MAX_FIELDS,
  MAX_GROUPS,
  nameKey,
} from '../../../../shared/domain/workspace-names.ts';
import { FileError } from '../read/limits.ts';

/** What the rows name that the workspace does not have, and the assets with these additions. */
export class NewAssets {
  readonly fields: NewField[] = [];
  readonly groups: string[] = [];
  /** Smart groups whose members a file names, although only their queries decide who is in them. */
  readonly smart = new Set<string>();
  readonly #types: ReadonlyMap<string, FieldType>;
  readonly #now: Instant;
  #assets: Assets;
  #names: AssetsByName;

  constructor(assets: Assets, types: ReadonlyMap<string, FieldType>, now: Instant) {
    this.#assets = assets;
    this.#types = types;
    this.#now = now;
    this.#names = namesIn(assets);
  }

  get assets(): Assets {
    return this.#assets;
  }

  get names(): AssetsByName {
    return this.#names;
  }

  /** Notes the names in a row that will be imported. */
  add({ fields, join }: Row): void {
    for (const [name, value] of Object.entries(fields))
      if (value !== null && !this.#names.field(name)) this.#addField(name);
    for (const name of join) {
      const group = this.#names.group(name);
      if (group === undefined) this.#addGroup(name);
      else if (group.query !== null) this.smart.add(group.name);
    }
  }

  /** The field with this name; a new one gets this type. */
  field(name: string, type: FieldType): Field {
    if (!this.#names.field(name)) this.#addField(name, type);
    return this.#names.field(name) as Field;
  }

  /** The static group with this name. */
  group(name: string): void {
    if (!this.#names.group(name)) this.#addGroup(name);
  }

  /** A smart group, replacing a static one that rows named. */
  makeSmart(name: string): void {
    const at = this.groups.findIndex((one) => nameKey(one) === nameKey(name));
    if (at >= 0) {
      this.groups.splice(at, 1);
      this.smart.add(name);
    } else this.#roomForGroup();
  }

  #addField(name: string, type = this.#types.get(nameKey(name)) ?? 'text'): void {
    const archived = archivedNamed(name, this.#assets);
    if (archived) throw new FileError({ code: 'field_archived', name: archived.name });
    const most = this.#assets.settings.limits?.fields ?? MAX_FIELDS;
    if (countOfFields(this.#assets) >= most) throw new FileError({ code: 'too_many_fields', most });
    const field = newField(name, type, this.#assets, this.#now);
    this.fields.push({ name, type: field.type });
    this.#use({ ...this.#assets, fields: new Map([...this.#assets.fields, [field.key, field]]) });
  }

  #roomForGroup(): void {
    const own = [...this.#assets.groups.values()].filter(({ system }) => !system);
    const most = this.#assets.settings.limits?.groups ?? MAX_GROUPS;
    if (own.length >= most) throw new FileError({ code: 'too_many_groups', most });
  }

  #addGroup(name: string): void {
    this.#roomForGroup();
    this.groups.push(name);
    const uuid = `new ${this.groups.length}` as GroupId;
    const group: Group = { uuid, name, query: null, status: 'ready', system: false, createdOn: this.#now };
    this.#use({ ...this.#assets, groups: new Map([...this.#assets.groups, [uuid, group]]) });
  }

  #use(assets: Assets): void {
    this.#assets = assets;
    this.#names = namesIn(assets);
  }
}

export interface PulledAssets {
  readonly smart: readonly NewSmartGroup[];
  /** What could not be imported, and why. */
  readonly warnings: readonly Refusal[];
}

/** Adds the fields and groups of a source, whether contacts have them or not. What exists by its name stays. */
export function addPulledAssets(pulled: SourceAssets | null, newAssets: NewAssets, now: Instant): PulledAssets {
  const { fields, groups } = pulled ?? { fields: {}, groups: [] };
  const warnings: Refusal[] = [];
  for (const { name, type } of Object.values(fields)) {
    const wrong = fieldNameError(name);
    if (wrong !== null) warnings.push({ code: 'warn_field', field: name, why: wrong });
    else if (newAssets.field(name, type).type !== type)
      warnings.push({ code: 'warn_field_type', field: name, here: newAssets.field(name, type).type, there: type });
  }
  const smart: NewSmartGroup[] = [];
  for (const { name, query } of groups) {
    const brought = broughtGroup(name, query, newAssets, now);
    if (brought !== null && 'code' in brought) warnings.push(brought);
    else if (brought !== null) smart.push(brought);
  }
  return { smart, warnings };
}

/** The smart group to make; null when nothing is needed; or why it is impossible. */
function broughtGroup(
  name: string,
  query: string | null,
  newAssets: NewAssets,
  now: Instant,
): NewSmartGroup | Refusal | null {
  const wrong = groupNameError(name);
  if (wrong !== null) return { code: 'warn_group', group: name, why: wrong };
  const there = newAssets.names.group(name);
  if (query === null) {
    if (there !== undefined) return there.query === null ? null : { code: 'warn_group_smart', group: name };
    newAssets.group(name);
    return null;
  }
  const defined = defineGroup(query, newAssets.assets, now);
  if (!defined.ok) return { code: 'warn_group_query', group: name, reason: defined.error.message, query };
  if (there !== undefined)
    return there.query === defined.definition.query ? null : { code: 'warn_group_taken', group: name };
  newAssets.makeSmart(name);
  return { name, query: defined.definition.query };
}
