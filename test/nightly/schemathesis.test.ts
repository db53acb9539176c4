import { playDocument } from '../journeys/openapi/schemathesis.ts';

playDocument('describes no request that is refused, tried with all limits of values as well', [
  ...['--phases', 'coverage,fuzzing', '--max-examples', '10', '--no-shrink', '--seed', '1'],
]);
