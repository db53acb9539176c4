import { playDocument } from './schemathesis.ts';

// Fifteen seconds, for one request of each operation. The night plays many.
playDocument('describes no request that is refused, tried with one of each operation', [
  ...['--phases', 'fuzzing', '--max-examples', '1', '--generation-deterministic', '--no-shrink'],
]);
