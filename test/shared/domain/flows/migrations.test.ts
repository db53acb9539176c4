import { describe, expect, it } from 'vitest';
import { parseFlow } from '../../../../shared/domain/flows/definition.ts';
import { CURRENT, migrate } from '../../../../shared/domain/flows/migrations/index.ts';
import tables from '../../../cases/domain/flows/migrations.json' with { type: 'json' };
import cases from '../../../cases/flows/migrations.json' with { type: 'json' };
import { definition, EXIT, type Json, NODE } from './fragment.ts';

/** A definition with some parts replaced, or a node with a router and actions; and the migrated result. */
interface Migration {
  readonly name: string;
  readonly before?: Json;
  readonly absent?: readonly string[];
  readonly version?: string;
  readonly router?: Json;
  readonly after: Json;
  /** Each before and after. */
  readonly localization?: readonly [Json, Json];
  readonly actions?: readonly [readonly Json[], readonly Json[]];
}

const routed = (router: Json, localization: Json | undefined, actions: readonly Json[] | undefined): Json => ({
  ...(localization && { localization }),
  nodes: [{ uuid: NODE, ...(actions && { actions }), router, exits: [{ uuid: EXIT, destination_uuid: null }] }],
});

/** The definition of a case, and what it is to become. */
function sides({ before = {}, absent = [], version, router, after, localization, actions }: Migration): [Json, Json] {
  if (router === undefined) {
    const whole = Object.entries(definition(before)).filter(([key]) => !absent.includes(key));
    return [Object.fromEntries(whole), { ...Object.fromEntries(whole), ...after, spec_version: CURRENT }];
  }
  return [
    definition({ ...routed(router, localization?.[0], actions?.[0]), spec_version: version }),
    definition({ ...routed(after, localization?.[1], actions?.[1]), spec_version: CURRENT }),
  ];
}

describe('an older definition is migrated:', () => {
  it.each(cases as unknown as readonly Migration[])('$name', (one) => {
    const [before, after] = sides(one);
    expect(migrate(before)).toEqual(after);
    expect(migrate(after)).toEqual(after);
    expect(parseFlow(before)).toMatchObject({ ok: true, definition: after });
  });
});

describe('what is no definition of version 13 or 14', () => {
  it.each([null, 'text', [], {}, { spec_version: 'newest', nodes: 7 }])('%j stays as it is', (json) => {
    expect(migrate(json)).toBe(json);
  });

  it.each(tables.editor)('%j is left to the schema to refuse', (part) => {
    expect(parseFlow(definition({ spec_version: '13.0.0', ...part })).ok).toBe(false);
  });
});
