import * as z from 'zod/mini';
import type { SettingsPatch } from '../../shared/data/workspace/index.ts';
import { camelCase } from '../../shared/domain/case.ts';
import { whole } from '../../shared/domain/schema.ts';
import type { Setting } from '../../shared/domain/settings/setting.ts';
import { SETTINGS, type SettingName } from '../../shared/domain/settings/settings.ts';
import type { Fields } from '../../shared/lambda/http/endpoint.ts';
import type { FieldErrors } from '../../shared/lambda/http/field-errors.ts';

type BodyOf<Records extends Readonly<Record<string, Setting>>> = {
  readonly [Name in keyof Records]: z.ZodMiniOptional<Records[Name]['body']>;
};

const optional = Object.entries(SETTINGS).map(([name, { body }]) => [name, z.optional(body as z.ZodMiniType)]);

/** Every setting, and the number of contacts that the caller has seen that the first night would delete. */
export const body = {
  ...(Object.fromEntries(optional) as BodyOf<typeof SETTINGS>),
  purge_count: z.optional(whole(0, Number.MAX_SAFE_INTEGER)),
};

export type GivenSettings = Partial<Fields<typeof body>>;

/** Adds the errors that the schemas do not find. */
export function checkSettings(given: GivenSettings, errors: FieldErrors): void {
  for (const [name, { check }] of Object.entries<Setting>(SETTINGS)) {
    const value = given[name as SettingName];
    if (value === undefined || check === undefined) continue;
    check(value as never, (refusal, item) =>
      item === undefined ? errors.add(name, refusal) : errors.addItem(name, item, refusal),
    );
  }
}

/** The change in the body, in the names of `Settings`. */
export function patchOf({ purge_count: _, ...given }: Fields<typeof body>): SettingsPatch {
  const named = Object.entries(given).filter(([, value]) => value !== undefined);
  return Object.fromEntries(named.map(([name, value]) => [camelCase(name), value]));
}
