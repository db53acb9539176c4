/** The pages of the API reference, made from the OpenAPI document when the site is built. */
import {
  componentOf,
  document,
  jsonSchema,
  type Operation,
  type Parameter,
  type Response,
  type Schema,
} from './document.ts';
import { cell, fieldsOf } from './fields.ts';

export interface Page {
  readonly name: string;
  readonly title: string;
  readonly text: string;
}

const resolved = (response: Response): Response =>
  response.$ref ? (document.components.responses[componentOf(response.$ref)] ?? response) : response;

const parameters = (title: string, all: readonly Parameter[]): string[] =>
  all.length === 0
    ? []
    : [
        `### ${title}`,
        [
          `| name | |`,
          '|---|---|',
          ...all.map(({ name, description = '' }) => `| \`${name}\` | ${cell(description)} |`),
        ].join('\n'),
      ];

const part = (title: string, schema: Schema | undefined): string[] =>
  schema ? [`### ${title}`, fieldsOf(schema)] : [];

const operation = (method: string, { summary, description, ...rest }: Operation): string[] => {
  const all = rest.parameters ?? [];
  const success = Object.entries(rest.responses).filter(([status]) => status.startsWith('2'));
  const statuses = Object.entries(rest.responses).map(
    ([status, response]) => `| ${status} | ${cell(resolved(response).description ?? '')} |`,
  );
  return [
    `## ${method.toUpperCase()}`,
    `${cell(summary)}.`,
    cell(description ?? ''),
    ...parameters(
      'Query parameters',
      all.filter((parameter) => parameter.in === 'query'),
    ),
    ...parameters(
      'Headers',
      all.filter((parameter) => parameter.in === 'header'),
    ),
    ...part('Body', rest.requestBody && jsonSchema(rest.requestBody)),
    ...success.flatMap(([status, response]) => part(`Answer ${status}`, jsonSchema(response))),
    '### Status codes',
    ['| status | |', '|---|---|', ...statuses].join('\n'),
  ];
};

const endpoints: Page[] = Object.entries(document.paths).map(([path, operations]) => {
  const file = path.slice(path.lastIndexOf('/') + 1);
  const blocks = Object.entries(operations).flatMap(([method, each]) => operation(method, each));
  return {
    name: file.replace('.json', '') || 'root',
    title: file,
    text: [`# ${file}`, `\`${path}\``, ...blocks].filter(Boolean).join('\n\n'),
  };
});

const schemas: Page = {
  name: 'schemas',
  title: 'Schemas',
  text: [
    '# Schemas',
    'Objects that answers have in common.',
    ...Object.entries(document.components.schemas).flatMap(([name, schema]) => [`## ${name}`, fieldsOf(schema)]),
  ].join('\n\n'),
};

/** A page for each endpoint, and one for the schemas that they share. */
export const referencePages: readonly Page[] = [...endpoints, schemas];
