import { DIAGNOSIS_PORT } from '../shared/page.ts';
import { diagnose } from './diagnosis.ts';
import type { Port } from './extension-api.ts';
import { runtimeOf } from './extension-api.ts';

/** Put into a tab on demand. It answers one question and ends. */
const runtime = runtimeOf(globalThis as Parameters<typeof runtimeOf>[0]);

function onConnect(port: Port): void {
  if (port.name !== DIAGNOSIS_PORT) return;
  runtime?.onConnect.removeListener(onConnect);
  try {
    port.postMessage(diagnose(document, new URL(location.href)).join('\n'));
  } finally {
    port.disconnect();
  }
}

runtime?.onConnect.addListener(onConnect);
