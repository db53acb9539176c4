import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const from = (path: string): string => join(import.meta.dirname, path);

/** `npm run dev` serves the sources, `npm run console` builds the files that are deployed. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    target: 'es2023',
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1_500,
  },
  cacheDir: from('../node_modules/.cache/dormouse/vite'),
  // A page may read these, and not the data of the service, which may be beside them.
  server: { fs: { allow: [from('.'), from('../shared/query'), from('../node_modules')] } },
});
