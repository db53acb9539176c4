import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** `npx vite console` with the service beside it serves the sources; the built files are what is served and deployed. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    target: 'es2023',
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1_500,
  },
  // The shorthand would change the host, and links to next pages would name the API's port.
  server: { proxy: { '/api': { target: process.env['API'] ?? 'http://127.0.0.1:8080', changeOrigin: false } } },
});
