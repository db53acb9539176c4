import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** `npx vite console` serves the sources beside a running service; `npm run console` builds the files that are deployed. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    target: 'es2023',
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1_500,
  },
  // Vite's short form would change the host, and links to next pages would then name the API's port.
  server: { proxy: { '/api': { target: process.env['API'] ?? 'http://127.0.0.1:8080', changeOrigin: false } } },
});
