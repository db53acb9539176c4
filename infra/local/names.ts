import type { FunctionSpec, Model } from './assembly/model.ts';

/** By what short name the functions' environment calls each thing with this ending: `CONTACTS_TABLE` → `contacts`. */
function calledBy(functions: readonly FunctionSpec[], ending: string): ReadonlyMap<string, string> {
  const variables = functions.flatMap(({ environment }) => Object.entries(environment));
  return new Map(
    variables
      .filter(([variable]) => variable.endsWith(ending))
      .map(([variable, value]) => [value, variable.slice(0, -ending.length).toLowerCase().replaceAll('_', '-')]),
  );
}

/** Table names by short name. */
export function tableNames({
  functions,
  tables,
}: Pick<Model, 'functions' | 'tables'>): Readonly<Record<string, string>> {
  const short = calledBy(functions, '_TABLE');
  return Object.fromEntries(tables.map(({ name }) => [short.get(name) ?? name, name]));
}

/** Queue URLs by short name; a dead-letter queue, to which no function sends, is called like its queue with `-failed`. */
export function queueUrls({
  functions,
  queues,
}: Pick<Model, 'functions' | 'queues'>): Readonly<Record<string, string>> {
  const short = calledBy(functions, '_QUEUE_URL');
  const sources = new Map(
    queues.flatMap(({ url, properties: { RedrivePolicy } }) =>
      RedrivePolicy && short.has(url) ? [[RedrivePolicy.deadLetterTargetArn, `${short.get(url)}-failed`] as const] : [],
    ),
  );
  return Object.fromEntries(queues.map(({ url, name, arn }) => [short.get(url) ?? sources.get(arn) ?? name, url]));
}
