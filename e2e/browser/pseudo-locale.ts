import { cpSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readMessages } from '../../scripts/locales/messages-file.ts';
import { pseudoMessages } from '../../scripts/locales/pseudo.ts';
import { DIST } from './launch.ts';

/** A copy of the build whose English is the pseudo-locale. The build itself is not changed. */
export function distWithPseudoLocale(): string {
  const folder = mkdtempSync(join(tmpdir(), 'untag-pseudo-'));
  cpSync(DIST, folder, { recursive: true });
  const messages = [...pseudoMessages(readMessages('en'))].map(([key, message]) => [key, { message }]);
  writeFileSync(join(folder, '_locales/en/messages.json'), JSON.stringify(Object.fromEntries(messages)));
  return folder;
}
