import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { lighter, WITHOUT_PARSER } from '../scripts/console-lighter.ts';
import { texts } from '../scripts/console-texts.ts';

const from = (path: string): string => join(import.meta.dirname, path);

/** `npm run dev` serves the sources, `npm run console` builds the files that are deployed. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [lighter(), texts(), react()],
  resolve: { alias: [WITHOUT_PARSER] },
  build: {
    target: 'es2023',
    // Says which chunks a screen needs; a test holds them to a budget.
    manifest: 'assets/chunks.json',
    // What every screen needs is one file: packed together it is a tenth smaller than in thirty.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'frame', tags: ['$initial'] }] } } },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1_500,
  },
  cacheDir: from('../node_modules/.cache/dormouse/vite'),
  // A page may read these, and not the data of the service, which may be beside them.
  server: { fs: { allow: [from('.'), from('../shared/query'), from('../node_modules')] } },
});
