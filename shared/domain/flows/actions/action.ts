import * as z from 'zod/mini';
import type { Perform } from '../flow.ts';
import type { Localization } from '../localization.ts';
import { broken, cannotRun, type Fault, parseJson } from '../problem.ts';
import type { KeptResult } from '../results.ts';
import { readTemplate, type Template } from '../template/template.ts';

/** Makes a template of an action or router ready; what can never run in it becomes a problem of the flow. */
export type Compile = (source: string) => Template;

type ActionReading =
  | { readonly ok: true; readonly perform: Perform; readonly keeps: KeptResult | null }
  | { readonly ok: false; readonly faults: readonly Fault[] };

/** Reads an action of a flow with these translations. */
export type ActionReader = (json: unknown, localization: Localization) => ActionReading;

/** An action type: the shape of its JSON, how one of that shape is made ready to run, and the result it keeps, if any. */
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
    return faults.length > 0 ? { ok: false, faults } : { ok: true, perform, keeps: keeps(parsed.data) };
  };
}

/** A compile function that collects what it finds wrong. TextIt takes any expression, and logs an error whenever it fails. */
export const compiler =
  (faults: Fault[]): Compile =>
  (source) => {
    const read = readTemplate(source);
    faults.push(...read.problems.map(cannotRun));
    return read.template;
  };

/** A template of at most so many characters; longer ones are refused at import, as TextIt does. */
export const templateOf = (limit: number) => z.string().check(z.maxLength(limit));
