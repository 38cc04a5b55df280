import { cpSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import manifest from '../../manifest.json' with { type: 'json' };
import { readMessages } from '../../scripts/locales/messages-file.ts';
import { pseudoMessages } from '../../scripts/locales/pseudo.ts';
import { manifestKeys, packedMessages, packedNames } from '../../scripts/packed-locales.ts';
import { DIST } from './launch.ts';

/** A copy of the build whose English is the pseudo-locale. The build itself is not changed. */
export function distWithPseudoLocale(): string {
  const folder = mkdtempSync(join(tmpdir(), 'untag-pseudo-'));
  cpSync(DIST, folder, { recursive: true });
  const packed = packedMessages(pseudoMessages(readMessages('en')), manifestKeys(manifest), packedNames());
  writeFileSync(join(folder, '_locales/en/messages.json'), packed);
  return folder;
}
