/** `node:http` as `require` gives it. Imported as an ES module it would load undici: 10 ms of each thread (ADR 006). */
export const http = process.getBuiltinModule('node:http');
