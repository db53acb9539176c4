import { playDocument } from './schemathesis.ts';

playDocument('describes no request that is refused, tried with a few of each operation', [
  ...['--phases', 'fuzzing', '--max-examples', '3', '--no-shrink'],
]);
