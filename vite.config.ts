import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { consoleShell } from './consoleShell.ts'
import { precompress } from './precompress.ts'

/**
 * One configuration, two builds: `vite build` makes the screens (dist/client), `vite build --ssr` makes the hub and its
 * store worker (dist/server). Dependencies of the hub stay in node_modules: several carry native binaries.
 */
export default defineConfig(({ isSsrBuild }) =>
  isSsrBuild
    ? {
        publicDir: false,
        build: {
          ssr: true,
          outDir: resolve(import.meta.dirname, 'dist/server'),
          emptyOutDir: true,
          target: 'node20',
          rolldownOptions: {
            input: {
              main: resolve(import.meta.dirname, 'server/main.ts'),
              boundaries: resolve(import.meta.dirname, 'server/boundaries.ts'),
              sqliteWorker: resolve(import.meta.dirname, 'server/store/sqliteWorker.ts'),
            },
            output: { entryFileNames: '[name].js', chunkFileNames: '[name].js' },
          },
        },
      }
    : {
        root: resolve(import.meta.dirname, 'client'),
        publicDir: resolve(import.meta.dirname, 'public'),
        plugins: [react(), consoleShell(import.meta.dirname), precompress(resolve(import.meta.dirname, 'dist/client'))],
        resolve: {
          alias: [{ find: /^fflate$/, replacement: resolve(import.meta.dirname, 'client/console/export/zipHere.ts') }],
        },
        // MapLibre finds its worker by URL: pre-bundled or inlined, the map would never load.
        optimizeDeps: { exclude: ['maplibre-gl'] },
        build: {
          outDir: resolve(import.meta.dirname, 'dist/client'),
          emptyOutDir: true,
          assetsInlineLimit: 0,
          target: 'es2022',
          chunkSizeWarningLimit: 2000,
          rolldownOptions: { input: resolve(import.meta.dirname, 'client/index.html') },
        },
      },
)
