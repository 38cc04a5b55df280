import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/**
 * Completes the build's file of licences, which is `fileName`: the project's own licence goes before those of others.
 * One file is smaller in a package than two, because their texts are much the same.
 */
export function licences(fileName: string): Plugin {
  return {
    name: 'untag:licences',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const file = bundle[fileName];
        if (file?.type !== 'asset') throw new Error(`The build has no ${fileName}`);
        const own = readFileSync(join(import.meta.dirname, '..', 'LICENSE'), 'utf8');
        file.source = `${own}\n${withNotice(Buffer.from(file.source).toString())}`;
      },
    },
  };
}

/**
 * The licences with the notice of the Mozilla Public License, and the address of the source code, in the place of its
 * full text, in each section that is headed `## <package> - <version> (MPL-2.0)`. The licence asks for these two where
 * only the executable form is passed on (MPL 2.0, 3.2 and Exhibit A), and its text is as long as those of all other
 * licences together.
 */
export function withNotice(texts: string): string {
  const sections = texts.split(/^(?=## )/m);
  return sections
    .map((section) => {
      const [, heading = '', name = '', version = ''] = /^(## (\S+) - (\S+) \(MPL-2\.0\)\n)/.exec(section) ?? [];
      return heading === '' ? section : `${heading}\n${notice(`https://www.npmjs.com/package/${name}/v/${version}`)}`;
    })
    .join('');
}

function notice(source: string): string {
  return `This Source Code Form is subject to the terms of the Mozilla Public
License, v. 2.0. If a copy of the MPL was not distributed with this
file, You can obtain one at https://mozilla.org/MPL/2.0/.

The source code is at ${source}
`;
}
