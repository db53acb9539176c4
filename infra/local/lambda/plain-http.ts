/**
 * `node:http` as `require` gives it. As an ES module it is asked for each of its exports, and one of them loads undici: 10 ms of each thread
 * (docs/adr/006-cjs-bundles.md).
 */
export const http = process.getBuiltinModule('node:http');
