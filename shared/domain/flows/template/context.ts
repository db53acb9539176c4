import { fieldValues } from '../../contacts/template-fields.ts';
import { moment } from '../../template-values/dates.ts';
import type { Env } from '../../template-values/env.ts';
import { listValue, objectValue, type Value } from '../../template-values/value.ts';
import type { Flow, Result, Results, RunStep, RunView } from '../flow.ts';
import { contactProperties, urnsOf } from './contact.ts';
import type { Scope } from './evaluate.ts';
import { fromJson } from './json.ts';
import { isTopLevel, type TopLevel } from './names.ts';

/** What templates see at a step of a run; nothing is computed before it is looked at. */
export function templateScopeOf(step: RunStep): Scope {
  const { settings } = step.assets;
  const env: Env = {
    dateStyle: settings.dateStyle,
    timezone: settings.timezone,
    country: settings.country,
    language: languageOf(step),
    now: step.now,
    random: step.random,
  };
  const lookUp = (name: string) => (isTopLevel(name) ? topLevel(name, step) : undefined);
  return { env, lookUp, budget: step.budget };
}

/** The contact's language if it is one of the workspace's, else the workspace's first. */
function languageOf({ contact, assets: { settings } }: RunStep): string | null {
  const { languages } = settings;
  return languages.find((language) => language === contact.language) ?? languages[0] ?? null;
}

function topLevel(name: TopLevel, step: RunStep): Value {
  switch (name) {
    case 'child':
      return otherRun(step.child, step);
    case 'parent':
      return otherRun(step.parent, step);
    case 'contact':
      return contactProperties(step.contact, step.assets);
    case 'fields':
      return fieldValues(step.contact, step.assets);
    case 'urns':
      return urnsOf(step.contact, step.assets);
    case 'globals':
      return globalsOf([...(step.assets.globals ?? [])]);
    // What services answer would be there as well, but none are called here.
    case 'legacy_extra':
      return fromJson(step.params);
    case 'locals':
      return objectValue(step.locals);
    case 'node':
      return objectValue({
        uuid: step.node.uuid,
        visit_count: fromJson(step.visits),
        categories: listValue(step.node.categories),
      });
    case 'results':
      return resultsOf(step.results);
    case 'run':
      return runProperties(step);
    case 'trigger':
      return objectValue({
        type: 'manual',
        params: () => fromJson(step.params),
        origin: step.origin ?? 'api',
        user: null,
        keyword: null,
        campaign: null,
      });
  }
}

const globalsOf = (globals: readonly (readonly [string, { readonly name: string; readonly value: string }])[]): Value =>
  objectValue(Object.fromEntries(globals.map(([key, { value }]) => [key, value])), () =>
    linesOf(globals.map(([, one]) => one)),
  );

/** Prints one result a line: `Age: 37`. */
const resultsOf = (results: Results): Value =>
  objectValue(
    Object.fromEntries(Object.entries(results).map(([key, result]) => [key, () => resultProperties(result)])),
    () => linesOf(Object.values(results)),
  );

const linesOf = (named: readonly { readonly name: string; readonly value: string }[]): string =>
  named
    .map(({ name, value }) => `${name}: ${value}`)
    .sort()
    .join('\n');

function resultProperties(result: Result): Value {
  const { name, value, category, category_localized = category, input = '', extra, node_uuid } = result;
  return objectValue(
    {
      name,
      value,
      values: listValue([value]),
      category,
      categories: listValue([category]),
      category_localized,
      input,
      extra: () => fromJson(extra),
      node_uuid,
      created_on: moment(result.created_on),
    },
    value,
  );
}

function runProperties(step: RunStep): Value {
  const { flow, contact, assets } = step;
  const person = contactProperties(contact, assets);
  return objectValue(
    {
      uuid: step.runUuid,
      status: 'active',
      contact: person,
      flow: flowProperties(flow),
      results: () => resultsOf(step.results),
      locals: () => objectValue(step.locals),
      created_on: moment(step.now),
      exited_on: null,
    },
    `${person.text ?? ''}@${flow.name}`,
  );
}

const flowProperties = ({ uuid, name, revision }: Flow): Value =>
  objectValue({ uuid, name, revision: fromJson(revision) }, name);

/** `@child` and `@parent`; null when there is no such run. */
function otherRun(run: RunView | null, { assets }: RunStep): Value {
  if (run === null) return null;
  const person = contactProperties(run.contact, assets);
  const { uuid, status } = { uuid: run.uuid, status: run.status };
  return objectValue(
    {
      uuid,
      status,
      run: objectValue({ uuid, status }),
      contact: person,
      flow: flowProperties(run.flow),
      fields: () => fieldValues(run.contact, assets),
      urns: () => urnsOf(run.contact, assets),
      results: () => resultsOf(run.results),
    },
    `${person.text ?? ''}@${run.flow.name}`,
  );
}
