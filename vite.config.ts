import { crx } from '@crxjs/vite-plugin';
import { defineConfig } from 'vitest/config';
import manifest from './manifest.json' with { type: 'json' };
import packageJson from './package.json' with { type: 'json' };
import { onDemandScript } from './scripts/on-demand-script.ts';
import { manifestFor, type ManifestVariant } from './scripts/manifest-variants.ts';

/** What `vite build --mode …` makes; without a mode it is the unpacked extension for development. */
const OUTPUTS: Record<ManifestVariant, { outDir: string; target: string; browser: 'chrome' | 'firefox' }> = {
  development: { outDir: 'dist', target: 'chrome127', browser: 'chrome' },
  store: { outDir: 'dist-store', target: 'chrome127', browser: 'chrome' },
  firefox: { outDir: 'dist-firefox', target: 'firefox140', browser: 'firefox' },
};

export default defineConfig(({ command, mode }) => {
  const variant = mode === 'store' || mode === 'firefox' ? mode : 'development';
  const { outDir, target, browser } = OUTPUTS[variant];
  return {
    plugins: process.env['VITEST']
      ? []
      : [
          crx({ manifest: manifestFor(variant, manifest, packageJson.version) as never, browser }),
          onDemandScript('src/content/diagnosis.iife.ts', 'diagnosis.js', target),
        ],
    define: { __CLIENT_ID__: JSON.stringify(process.env['UNTAG_CLIENT_ID'] ?? '') },
    build: {
      // What the development server writes is open to every page: never the folder that is packed or tested.
      outDir: command === 'serve' ? 'dist-dev' : outDir,
      emptyOutDir: true,
      target,
      license: { fileName: 'THIRD-PARTY-LICENSES' },
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: { report: 'src/report/index.html' },
        // Few chunks instead of many: each costs its own header, and small ones compress badly.
        output: {
          codeSplitting: {
            groups: [
              { name: 'libraries', test: /node_modules\/(?!idb|@tanstack|webextension-polyfill)/, minShareCount: 2 },
              { name: 'common', test: /src\/(shared|ui)\//, minShareCount: 6 },
            ],
          },
        },
      },
    },
    server: { port: 5173, strictPort: true },
    test: {
      include: ['src/**/*.test.{ts,tsx}', 'e2e/{zoho,matrix}/**/*.test.ts', 'scripts/**/*.test.ts'],
      environment: 'node',
    },
  };
});
