import { crx } from '@crxjs/vite-plugin';
import { defineConfig } from 'vitest/config';
import manifest from './manifest.json' with { type: 'json' };
import packageJson from './package.json' with { type: 'json' };

/** `--mode store` leaves the development key out of the manifest: the store gives the package its own id. */
function manifestFor(mode: string) {
  const { key, ...rest } = { ...manifest, version: packageJson.version };
  return mode === 'store' ? rest : { ...rest, key };
}

export default defineConfig(({ mode }) => ({
  plugins: process.env['VITEST'] ? [] : [crx({ manifest: manifestFor(mode) as never, browser: 'chrome' })],
  define: { __CLIENT_ID__: JSON.stringify(process.env['UNTAG_CLIENT_ID'] ?? '') },
  build: {
    outDir: mode === 'store' ? 'dist-store' : 'dist',
    emptyOutDir: true,
    target: 'chrome127',
    modulePreload: { polyfill: false },
    rolldownOptions: { input: { report: 'src/report/index.html' } },
  },
  server: { port: 5173, strictPort: true },
  test: { include: ['src/**/*.test.{ts,tsx}', 'e2e/zoho/**/*.test.ts', 'scripts/**/*.test.ts'], environment: 'node' },
}));
