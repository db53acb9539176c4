import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { lighter, REPLACED } from '../scripts/console-lighter.ts';
import { texts } from '../scripts/console-texts.ts';

const from = (path: string): string => join(import.meta.dirname, path);

/**
 * Which scripts share a file, the first rule first. Each file costs a request, and many small ones are packed worse.
 * A screen that needs a part of a file loads all of it. So the screens that people begin with come first, after what
 * both of them have.
 */
const FILES = [
  { name: 'frame', tags: ['$initial' as const], priority: 8 },
  {
    name: 'both',
    test: /components\/header\/index|jobs\/use-newest-jobs|actions\/action-sheet|api\/refresh/,
    priority: 7,
  },
  { name: 'home', test: /features\/home\/screen/, priority: 6 },
  { name: 'list', test: /features\/contacts\/screen/, priority: 5 },
  { name: 'query', test: /common\/query-box/, priority: 4 },
  { name: 'common', minShareCount: 5, priority: 3 },
  { name: 'tools', test: /features\/contacts\/(?:search|saved-searches)\.tsx/, priority: 2 },
  { name: 'jobs', test: /features\/jobs\/(?:job-bell|running-jobs)/, priority: 1 },
];

/** `npm run dev` serves the sources, `npm run console` builds the files that are deployed. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [lighter(), texts(), react()],
  resolve: { alias: REPLACED },
  build: {
    target: 'es2023',
    modulePreload: { polyfill: false },
    // Says which chunks a screen needs; a test holds them to a budget.
    manifest: 'assets/chunks.json',
    rolldownOptions: { output: { codeSplitting: { groups: FILES } } },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1_500,
  },
  cacheDir: from('../node_modules/.cache/dormouse/vite'),
  // A page may read these, and not the data of the service, which may be beside them.
  server: { fs: { allow: [from('.'), from('../shared/query'), from('../node_modules')] } },
});
