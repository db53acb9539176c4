import { readFileSync } from 'node:fs';
import { shareOf } from '../../night/slices.ts';
import { playDocument } from '../openapi/schemathesis.ts';

interface Operation {
  readonly operationId: string;
}

const { paths } = JSON.parse(readFileSync('functions/workspace/openapi.json', 'utf8')) as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
};
const operations = Object.values(paths).flatMap((methods) => Object.values(methods).map((one) => one.operationId));
const { SLICE, SEED = '1' } = process.env;
/** All of them, or those of a slice of the night. */
const played = SLICE === undefined ? operations : shareOf(operations, Number(SLICE));

const options = [
  ...['--max-examples', '10', '--no-shrink', '--seed', SEED],
  ...played.flatMap((operation) => ['--include-operation-id', operation]),
];

playDocument('describes no request that is refused, tried with all limits of values as well', [
  ...['--mode', 'positive', '--phases', 'coverage,fuzzing', ...options],
]);

playDocument('describes each answer to what it does not allow', [
  ...['--mode', 'negative', '--phases', 'coverage'],
  ...[
    '--checks',
    'not_a_server_error,status_code_conformance,response_schema_conformance,tells_nothing_inside,refuses_quickly',
  ],
  ...options,
]);
