import { availableParallelism } from 'node:os';
import { crx } from '@crxjs/vite-plugin';
import { defineConfig } from 'vitest/config';
import manifest from './manifest.json' with { type: 'json' };
import packageJson from './package.json' with { type: 'json' };
import { LATER_CHUNKS, OPENING_CHUNKS } from './scripts/chunks.ts';
import { developmentServerPolicy, packagePolicy } from './scripts/content-policy.ts';
import { licences } from './scripts/licences.ts';
import { onlyParsing } from './scripts/only-parsing.ts';
import { packedLocales } from './scripts/packed-locales.ts';
import { plainScripts } from './scripts/plain-scripts.ts';
import { supportAddress } from './scripts/support-address.ts';
import { withoutPreloading } from './scripts/without-preloading.ts';
import { manifestFor, type ManifestVariant } from './scripts/manifest-variants.ts';

/** The port of the development server. The manifest that it writes allows no other. */
const PORT = 5173;

/** Tests of the parts that know no browser. */
const ENGINE = ['src/{runs,cleanups,zoho}/**/*.test.ts', 'e2e/{matrix,bench}/**/*.test.ts'];
const NOT_UNIT = [...ENGINE, 'e2e/{zoho,live}/**'];

/** The project's own licence, and those of all that is bundled. */
const LICENCES = 'LICENSE';

/** The target of `vite build --mode …`; without a mode, the unpacked extension for development. */
const OUTPUTS: Record<ManifestVariant, { outDir: string; target: string; browser: 'chrome' | 'firefox' }> = {
  development: { outDir: 'dist', target: 'chrome127', browser: 'chrome' },
  store: { outDir: 'dist-store', target: 'chrome127', browser: 'chrome' },
  firefox: { outDir: 'dist-firefox', target: 'firefox140', browser: 'firefox' },
};

export default defineConfig(({ command, mode }) => {
  const variant = mode === 'store' || mode === 'firefox' ? mode : 'development';
  const { outDir, target, browser } = OUTPUTS[variant];
  const isBuild = command === 'build';
  const policy = isBuild ? packagePolicy() : developmentServerPolicy(PORT);
  const packed = { ...manifestFor(variant, manifest, packageJson.version, policy), content_scripts: [] };
  return {
    plugins: process.env['VITEST']
      ? []
      : [
          crx({ manifest: packed as never, browser }),
          withoutPreloading(),
          packedLocales(manifest),
          onlyParsing(),
          licences(LICENCES),
          plainScripts(manifest.content_scripts, { 'src/content/diagnosis.iife.ts': 'diagnosis.js' }, target),
        ],
    define: {
      __CLIENT_ID__: JSON.stringify(process.env['UNTAG_CLIENT_ID'] ?? ''),
      __SUPPORT_ADDRESS__: JSON.stringify(supportAddress(process.env['UNTAG_SUPPORT'])),
    },
    build: {
      // Every page can read the output of the development server, so it is never the folder that is packed or tested.
      outDir: isBuild ? outDir : 'dist-dev',
      emptyOutDir: true,
      target,
      license: { fileName: LICENCES },
      // For `--minify terser`, as packages are built: it rewrites scripts before the bundler's own minifier, which also
      // runs then and shortens the names. It takes several times as long as the rest of a build.
      terserOptions: { ecma: 2020, compress: { passes: 3, unsafe_arrows: true }, mangle: false },
      // Only the imports in a page's own HTML: see `withoutPreloading`.
      modulePreload: {
        polyfill: false,
        resolveDependencies: (_, dependencies, { hostType }) => (hostType === 'html' ? dependencies : []),
      },
      rolldownOptions: {
        input: {
          report: 'src/report/index.html',
          connect: 'src/connect/index.html',
          tags: 'src/tags-page/index.html',
        },
        // The development server passes these to a bundler that supports neither, and has no use for them.
        ...(isBuild && {
          // Warnings about slow plugins depend on the machine's other work.
          checks: { bundlerTimings: false },
          output: {
            minify: true,
            codeSplitting: { groups: [...OPENING_CHUNKS, ...LATER_CHUNKS] },
            // A package is replaced as a whole, so no cache needs a hash in the name.
            entryFileNames: 'assets/[name].js',
            chunkFileNames: 'assets/[name].js',
            assetFileNames: 'assets/[name].[ext]',
          },
        }),
      },
    },
    server: { port: PORT, strictPort: true },
    test: {
      // One worker for each core. The default leaves one core free.
      maxWorkers: availableParallelism(),
      // A busy machine is slow, but a test that hangs is still found.
      testTimeout: 20_000,
      projects: [
        { extends: true, test: { name: 'unit', include: ['{src,e2e,scripts}/**/*.test.{ts,tsx}'], exclude: NOT_UNIT } },
        // The engine and the client of Zoho know no browser. Each of their tests begins with stores of its own, so they
        // share what they import.
        { extends: true, test: { name: 'engine', include: ENGINE, isolate: false } },
        // Each of these starts a simulator of its own.
        { extends: true, test: { name: 'simulator', include: ['e2e/zoho/**/*.test.ts'], isolate: false } },
        { extends: true, test: { name: 'live', include: ['e2e/live/**/*.test.ts'] } },
      ],
    },
  };
});
