import * as z from 'zod/mini';
import type { Perform } from '../flow.ts';
import type { Localization } from '../localization.ts';
import { broken, cannotRun, type Fault, isOfGlobal, parseJson } from '../problem.ts';
import type { KeptResult } from '../results.ts';
import { readTemplate, type Template } from '../template/template.ts';

/** Prepares a template of an action or router; what can never run in it becomes a problem of the flow. */
export type Compile = (source: string) => Template;

type ActionReading =
  | {
      readonly ok: true;
      readonly perform: Perform;
      readonly keeps: KeptResult | null;
      /** Globals that it uses. */
      readonly faults: readonly Fault[];
    }
  | { readonly ok: false; readonly faults: readonly Fault[] };

export type ActionReader = (json: unknown, localization: Localization) => ActionReading;

/** Declares an action type: the shape of its JSON, how it is prepared to run, and the result it keeps, if any. */
export function defineAction<S extends z.ZodMiniType>(
  schema: S,
  prepare: (action: z.output<S>, compile: Compile, localization: Localization) => Perform,
  keeps: (action: z.output<S>) => KeptResult | null = () => null,
): ActionReader {
  return (json, localization) => {
    const parsed = parseJson(schema, json);
    if (!parsed.ok) return { ok: false, faults: parsed.problems.map(broken) };
    const faults: Fault[] = [];
    const perform = prepare(parsed.data, compiler(faults), localization);
    return faults.every(isOfGlobal) ? { ok: true, perform, keeps: keeps(parsed.data), faults } : { ok: false, faults };
  };
}

/** A compile function that collects faults. TextIt accepts any expression, and logs an error whenever it fails. */
export const compiler =
  (faults: Fault[]): Compile =>
  (source) => {
    const read = readTemplate(source);
    faults.push(...read.problems.map(cannotRun));
    return read.template;
  };

/** A template with a limit of characters; a longer one is refused at import, as in TextIt. */
export const templateOf = (limit: number) => z.string().check(z.maxLength(limit));
