import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from './locales/messages-file.ts';

/** All files below a folder, as paths from the root of the project. */
function filesIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)));
}

const AT_ROOT = readdirSync(ROOT, { withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map(({ name }) => name);
const PAGES = [...AT_ROOT, ...filesIn('docs'), ...filesIn('e2e')].filter((file) => file.endsWith('.md'));

const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

/** The page without its code, which may show links that lead nowhere. */
const proseOf = (page: string): string => page.replaceAll(/^```[^]*?^```/gm, '').replaceAll(/`[^`\n]*`/g, '');

/** Addresses of links and pictures inside the project. */
function linksOf(page: string): string[] {
  const found = proseOf(page).matchAll(/\]\(([^)\s]+)\)|\b(?:src|srcset|href)="([^"]+)"/g);
  return [...found]
    .map(([, ofMarkdown, ofHtml]) => ofMarkdown ?? ofHtml ?? '')
    .filter((link) => !/^[a-z]+:/.test(link));
}

/** The anchors that GitHub gives the headings of a page. */
function anchorsOf(page: string): string[] {
  const headings = page.replaceAll(/^```[^]*?^```/gm, '').matchAll(/^#+ (.+)$/gm);
  return [...headings].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .replaceAll(/[^\p{L}\p{N}\p{M}_ -]/gu, '')
      .replaceAll(' ', '-'),
  );
}

/** The links of a page that lead to no file or to no heading. */
function deadLinks(file: string, page: string): string[] {
  return linksOf(page).filter((link) => {
    const [path = '', anchor] = link.split('#');
    const target = resolve(ROOT, dirname(file), decodeURI(path));
    if (path !== '' && !existsSync(target)) return true;
    return anchor !== undefined && !anchorsOf(path === '' ? page : readFileSync(target, 'utf8')).includes(anchor);
  });
}

test('the pages of the project are found', () => {
  expect(PAGES).toEqual(expect.arrayContaining(['README.md', 'docs/permissions.md', 'e2e/zoho/README.md']));
});

test.each(PAGES)('every link of %s leads somewhere', (file) => {
  expect(deadLinks(file, read(file))).toEqual([]);
});

test('dead links are caught: of a page, of a picture, of a heading here and elsewhere', () => {
  const page =
    '# Here we are\n[a](gone.md) [b](#here-we-are) [c](#there) ![d](images/gone.png) <img src="gone.webp">\n' +
    '[e](permissions.md#hosts) [f](permissions.md#guests) [g](https://example.com/gone.md) `[h](gone.md)`';
  const dead = ['gone.md', '#there', 'images/gone.png', 'gone.webp', 'permissions.md#guests'];
  expect(deadLinks('docs/here.md', page)).toEqual(dead);
});

test('every page that code, tests or settings name is there', () => {
  const sources = [...AT_ROOT, ...filesIn('src'), ...filesIn('scripts'), ...filesIn('e2e'), ...filesIn('docs')].filter(
    (file) =>
      /\.(?:tsx?|mjs|json|md)$/.test(file) && file !== 'package-lock.json' && file !== 'scripts/documents.test.ts',
  );
  const named = sources.flatMap((file) =>
    [...read(file).matchAll(/(?<![\w/])docs\/[\w/-]+\.(?:md|png)/g)].map(([path]) => ({ file, path })),
  );
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter(({ path }) => !existsSync(join(ROOT, path)))).toEqual([]);
});

test('the index lists every page of the documents', () => {
  const listed = linksOf(read('docs/README.md')).map((link) => relative(ROOT, resolve(ROOT, 'docs', link)));
  const own = filesIn('docs').filter((file) => file.endsWith('.md') && !file.startsWith('docs/store/'));
  expect(own.filter((file) => file !== 'docs/README.md' && !listed.includes(file))).toEqual([]);
});

test('every picture of the documents is on a page', () => {
  const shown = new Set(
    PAGES.flatMap((file) => linksOf(read(file)).map((link) => relative(ROOT, resolve(ROOT, dirname(file), link)))),
  );
  expect(filesIn('docs/images').filter((file) => !shown.has(file))).toEqual([]);
});
