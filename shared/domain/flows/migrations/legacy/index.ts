/** Definitions of versions 3 to 12. Imported as `#legacy-flows`, because few flows are of them by now. */
import type { Refusal } from '../../../refusals/refusal.ts';
import { isJsonObject, type Json } from '../json.ts';
import type { Version } from '../version.ts';
import { type MigratedFlow, migrateDefinition } from './definition.ts';
import { flowNumber, flowUuidOf, partsOf } from './head.ts';
import { migrateNodes } from './nodes-of-12.ts';
import { RefusedError } from './refused.ts';

type LegacyReading = ({ readonly ok: true } & MigratedFlow) | { readonly ok: false; readonly why: Refusal };

/** The uuids of a file's flows, by the numbers with which flows before version 9 named each other. */
export const legacyFlowNumbers = (flows: readonly unknown[]): ReadonlyMap<unknown, string> =>
  new Map(
    flows
      .filter(isJsonObject)
      .map(partsOf)
      .map((parts) => [flowNumber(parts), flowUuidOf(parts)] as const)
      .filter(([id]) => id !== undefined && id !== null),
  );

/** Migrates a definition of version 3 to 12 to 13.0. What has no equal keeps its old name, and is refused by it. */
export function migrateLegacy(json: Json, version: Version, flows: ReadonlyMap<unknown, string>): LegacyReading {
  try {
    if (Array.isArray(json['nodes'])) return { ok: true, definition: migrateNodes(json), groups: [], fields: [] };
    return { ok: true, ...migrateDefinition(json, { version, flows }) };
  } catch (error) {
    if (error instanceof RefusedError) return { ok: false, why: error.why };
    throw error;
  }
}
