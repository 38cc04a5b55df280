import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CrxPlugin } from '@crxjs/vite-plugin';
import { build } from 'vite';

interface ContentScript {
  readonly js: readonly string[];
}

/** The event on which crx's part in the worker reloads the extension. */
const RELOAD = { type: 'custom', event: 'crx:runtime-reload' } as const;

/**
 * Builds each script that runs in a page of Zoho as one plain file of the extension. Those of `contentScripts`, named
 * in the source manifest, keep their paths except for the ending. Those of `onDemand` (source → file) are in no
 * manifest: a page of the extension puts them into a tab on demand. crx could do both, but it opens the second kind to
 * every website (`web_accessible_resources`), gives the bundler an option that causes a warning, and misses changes to
 * a script's imports while the development server runs.
 */
export function plainScripts(
  contentScripts: readonly ContentScript[],
  onDemand: Readonly<Record<string, string>>,
  target: string,
): CrxPlugin {
  const entries = [
    ...contentScripts.flatMap(({ js }) => js.map((entry) => [entry, builtName(entry)] as const)),
    ...Object.entries(onDemand),
  ];
  /** The source files of each script. */
  const madeOf = new Map<string, readonly string[]>();

  async function source(entry: string, fileName: string): Promise<string> {
    const { code, moduleIds } = await plainScript(entry, fileName, target);
    madeOf.set(entry, moduleIds);
    return code;
  }

  return {
    // crx calls only those of the development server's plugins whose names begin like its own.
    name: 'crx:untag-plain-scripts',
    // Steps of crx look for each content script of the manifest among the scripts that crx built.
    enforce: 'post',
    async generateBundle() {
      for (const [entry, fileName] of entries)
        this.emitFile({ type: 'asset', fileName, source: await source(entry, fileName) });
    },
    configureServer({ config, watcher, ws }) {
      async function writeAgain(changed: string): Promise<void> {
        const stale = entries.filter(([entry]) => madeOf.get(entry)?.includes(changed));
        for (const [entry, fileName] of stale)
          await writeFile(join(config.root, config.build.outDir, fileName), await source(entry, fileName));
        if (stale.length > 0) ws.send(RELOAD);
      }
      watcher.on('change', (changed) => {
        writeAgain(changed).catch((error: unknown) => config.logger.error(String(error)));
      });
    },
    renderCrxManifest: (manifest) => ({
      ...manifest,
      content_scripts: [
        ...contentScripts.map((script) => ({ ...script, js: script.js.map(builtName) })),
        ...(manifest.content_scripts ?? []),
      ],
    }),
  };
}

function builtName(entry: string): string {
  return entry.replace(/\.ts$/, '.js');
}

/** The script with all its imports, and the files that it was built from. */
async function plainScript(entry: string, fileName: string, target: string) {
  const result = await build({
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    build: {
      write: false,
      target,
      rolldownOptions: { input: entry, output: { format: 'iife', entryFileNames: fileName } },
    },
  });
  const outputs = [result].flat().flatMap((one) => ('output' in one ? one.output : []));
  const [script, ...others] = outputs;
  if (script?.type !== 'chunk' || others.length > 0) throw new Error(`${entry} does not build into one script`);
  return script;
}
