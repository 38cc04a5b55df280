import type { Plugin } from 'vite';

/**
 * Puts the notice of the Mozilla Public License, and the address of the source code, in the place of its full text. The
 * licence asks for these two where only the executable form is passed on (MPL 2.0, 3.2 and Exhibit A), and its text is
 * as long as those of all other licences together. `fileName` is the build's file of licences.
 */
export function mplNotice(fileName: string): Plugin {
  return {
    name: 'untag:mpl-notice',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const file = bundle[fileName];
        if (file?.type !== 'asset') throw new Error(`The build has no ${fileName}`);
        file.source = withNotice(Buffer.from(file.source).toString());
      },
    },
  };
}

/** The file of licences with the notice in each section that is headed `## <package> - <version> (MPL-2.0)`. */
export function withNotice(licences: string): string {
  const sections = licences.split(/^(?=## )/m);
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
