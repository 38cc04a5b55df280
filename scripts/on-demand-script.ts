import { build, type Plugin } from 'vite';

/**
 * Builds a script that a page of ours puts into a tab when it is asked to, as one plain file in the package. The
 * extension plugin could do that too, but would open the file to every website (`web_accessible_resources`).
 */
export function onDemandScript(entry: string, fileName: string, target: string): Plugin {
  return {
    name: 'untag:on-demand-script',
    apply: 'build',
    async generateBundle() {
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
      for (const { output } of Array.isArray(result) ? result : 'output' in result ? [result] : [])
        for (const file of output)
          if (file.type === 'chunk') this.emitFile({ type: 'asset', fileName, source: file.code });
    },
  };
}
