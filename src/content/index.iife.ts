import { runtimeOf } from './extension-api.ts';
import { startPageScript } from './page-script.ts';
import type { PageScript } from './page-script.ts';

/** Shared by all copies of the script in a frame, and invisible to the page. */
const scope = globalThis as typeof globalThis & { untagPageScript?: PageScript };

const runtime = runtimeOf(scope);

// Tabs that were open before an update get the script a second time. A copy that still works stays; a dead one is
// replaced.
if (runtime?.id !== undefined && scope.untagPageScript?.isAlive() !== true) {
  scope.untagPageScript?.leave();
  scope.untagPageScript = startPageScript(window, runtime);
}
