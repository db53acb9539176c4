import type { FunctionSpec, Model } from './assembly/model.ts';

/** Things by the short name in the functions' environment: `CONTACTS_TABLE` → `contacts`. */
function calledBy(functions: readonly FunctionSpec[], ending: string): ReadonlyMap<string, string> {
  const variables = functions.flatMap(({ environment }) => Object.entries(environment));
  return new Map(
    variables
      .filter(([variable]) => variable.endsWith(ending))
      .map(([variable, value]) => [value, variable.slice(0, -ending.length).toLowerCase().replaceAll('_', '-')]),
  );
}

export function tableNames({
  functions,
  tables,
}: Pick<Model, 'functions' | 'tables'>): Readonly<Record<string, string>> {
  const short = calledBy(functions, '_TABLE');
  return Object.fromEntries(tables.map(({ name }) => [short.get(name) ?? name, name]));
}

/** Queue URLs by short name. A dead-letter queue adds `-failed`, or is `failed` when it has several queues. */
export function queueUrls({
  functions,
  queues,
}: Pick<Model, 'functions' | 'queues'>): Readonly<Record<string, string>> {
  const short = calledBy(functions, '_QUEUE_URL');
  const sources = new Map<string, string>();
  for (const { url, properties } of queues) {
    const target = properties.RedrivePolicy?.deadLetterTargetArn;
    if (target && short.has(url)) sources.set(target, sources.has(target) ? 'failed' : `${short.get(url)}-failed`);
  }
  return Object.fromEntries(queues.map(({ url, name, arn }) => [short.get(url) ?? sources.get(arn) ?? name, url]));
}
