import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import packageJson from '../../package.json' with { type: 'json' };
import { accountsOrigin, apiOrigin, crmHost, DATA_CENTRES } from '../../src/shared/data-centres.ts';
import { openingFiles } from './opening.ts';

/** An unpacked extension: its files by their path inside the package, with forward slashes. */
export interface PackageFiles {
  readonly manifest: PackageManifest;
  readonly files: ReadonlyMap<string, Uint8Array>;
}

export interface PackageManifest {
  readonly permissions: readonly string[];
  readonly optional_permissions: readonly string[];
  readonly host_permissions: readonly string[];
  readonly content_scripts: readonly { readonly js: readonly string[]; readonly matches: readonly string[] }[];
  readonly content_security_policy?: { readonly extension_pages?: string };
  readonly [key: string]: unknown;
}

/** A rule for every package. `broken` names each place that breaks it. */
export interface PackageRule {
  readonly name: string;
  broken(given: PackageFiles): string[];
}

const CONTENT_SCRIPT_BYTES = 4_000;

/** The popup's page in the package. */
export const POPUP_PAGE = 'src/popup/index.html';
const POPUP_BYTES = 48_000;
const POPUP_SCRIPTS = 2;

/** Every other dependency of the project is a tool, and in no package. */
const BUNDLED = Object.keys(packageJson.dependencies);

const LICENCE = readFileSync(join(import.meta.dirname, '../../LICENSE'), 'utf8');

const CRM_HOSTS = DATA_CENTRES.flatMap((dataCentre) =>
  (['production', 'sandbox'] as const).map((environment) => `https://${crmHost(dataCentre, environment)}/*`),
);
const OTHER_HOSTS = DATA_CENTRES.flatMap((dataCentre) => [
  `${accountsOrigin(dataCentre)}/*`,
  ...(['production', 'sandbox', 'developer'] as const).map((environment) => `${apiOrigin(dataCentre, environment)}/*`),
]);

/** What a package's policy must say, source by source. It is kept apart from the policy that the build writes. */
const POLICY: Readonly<Record<string, readonly string[]>> = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'img-src': ["'self'"],
  'connect-src': OTHER_HOSTS.map((host) => new URL(host).origin),
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'frame-ancestors': ["'none'"],
  'require-trusted-types-for': ["'script'"],
  'trusted-types': ["'none'"],
};

/** The project's own rules for a manifest and its package. `permissionsPage` is the text of docs/permissions.md. */
export function packageRules(permissionsPage: string): readonly PackageRule[] {
  return [
    { name: 'no file of the package can be reached from a page', broken: reachable },
    {
      name: 'every permission has its line in docs/permissions.md, and every line its permission',
      broken: ({ manifest }) => undocumented(manifest, permissionsPage),
    },
    { name: 'the hosts are those of Zoho’s data centres, no more and no fewer', broken: wrongHosts },
    { name: 'the content security policy lets nothing out but to Zoho’s accounts and API hosts', broken: wrongPolicy },
    { name: 'the content script is one file of at most 4 kB gzip', broken: contentScript },
    { name: 'what the popup loads at opening has at most 48 kB gzip, in at most two scripts', broken: popupOpening },
    { name: 'every style sheet is linked by a page', broken: unlinkedStyles },
    { name: 'a page links the styles that it shares before its own', broken: styleOrder },
    { name: 'nothing in the package makes code out of text', broken: madeCode },
    { name: 'nothing in the package comes from the development server', broken: developmentCode },
    { name: 'the licences of the project and of what is bundled are in the package', broken: missingLicences },
  ];
}

function reachable({ manifest }: PackageFiles): string[] {
  return ['web_accessible_resources', 'externally_connectable'].filter((key) => key in manifest);
}

function undocumented(manifest: PackageManifest, permissionsPage: string): string[] {
  const listed = [...permissionsPage.matchAll(/^\| `([a-zA-Z]+)`/gm)].map(([, name = '']) => name);
  const asked = [...manifest.permissions, ...manifest.optional_permissions];
  return [
    ...without(asked, listed).map((name) => `${name} is asked for, but has no line`),
    ...without(listed, asked).map((name) => `${name} has a line, but is not asked for`),
  ];
}

function wrongHosts({ manifest }: PackageFiles): string[] {
  const asked = manifest.host_permissions;
  const matches = manifest.content_scripts.flatMap((script) => script.matches);
  return [
    ...without(asked, [...CRM_HOSTS, ...OTHER_HOSTS]).map((host) => `${host} is asked for`),
    ...without([...CRM_HOSTS, ...OTHER_HOSTS], asked).map((host) => `${host} is not asked for`),
    ...without(matches, CRM_HOSTS).map((host) => `the content script runs on ${host}`),
    ...without(CRM_HOSTS, matches).map((host) => `the content script does not run on ${host}`),
  ];
}

function wrongPolicy({ manifest }: PackageFiles): string[] {
  const { extension_pages: pages, ...others } = manifest.content_security_policy ?? {};
  if (pages === undefined) return ['there is none'];
  const directives = pages.split(';').map((directive) => directive.trim().split(/\s+/));
  const names = directives.map(([name = '']) => name);
  const wrong = directives.flatMap(([name = '', ...sources]) => {
    const wanted = POLICY[name];
    if (wanted === undefined) return [`${name} is no part of it`];
    return [
      ...without(sources, wanted).map((source) => `${name} lets ${source} pass`),
      ...without(wanted, sources).map((source) => `${name} does not say ${source}`),
    ];
  });
  return [
    ...wrong,
    ...without(Object.keys(POLICY), names).map((name) => `${name} is missing`),
    ...names.filter((name, n) => names.indexOf(name) !== n).map((name) => `${name} stands twice`),
    ...Object.keys(others).map((key) => `${key} has a policy of its own`),
  ];
}

function without(some: readonly string[], others: readonly string[]): string[] {
  return some.filter((each) => !others.includes(each));
}

function contentScript({ manifest, files }: PackageFiles): string[] {
  const scripts = manifest.content_scripts.flatMap(({ js }) => js);
  const [path = ''] = scripts;
  const code = files.get(path);
  if (scripts.length !== 1 || code === undefined) return [`there are ${scripts.length}, the first is "${path}"`];
  const size = gzipSync(code).byteLength;
  return size <= CONTENT_SCRIPT_BYTES ? [] : [`${path} has ${size} bytes`];
}

function popupOpening({ files }: PackageFiles): string[] {
  const loaded = openingFiles(files, POPUP_PAGE);
  const size = loaded.reduce((sum, { gzipBytes }) => sum + gzipBytes, 0);
  const scripts = loaded.filter(({ path }) => path.endsWith('.js')).length;
  if (size <= POPUP_BYTES && scripts <= POPUP_SCRIPTS) return [];
  return [
    `it has ${size} bytes in ${scripts} scripts: ${loaded.map(({ path, gzipBytes }) => `${path} ${gzipBytes}`).join(', ')}`,
  ];
}

/** The build leaves out the code that would load the styles of later chunks (`without-preloading.ts`). */
function unlinkedStyles({ files }: PackageFiles): string[] {
  const pages = [...files.keys()].filter((path) => path.endsWith('.html'));
  const linked = pages.flatMap((page) => openingFiles(files, page).map(({ path }) => path));
  return without(
    [...files.keys()].filter((path) => path.endsWith('.css')),
    linked,
  );
}

/** A page's own rules win over shared ones only if they come later. */
function styleOrder({ files }: PackageFiles): string[] {
  const pages = [...files.keys()].filter((path) => path.endsWith('.html'));
  const sheets = pages.map((page) =>
    openingFiles(files, page).flatMap(({ path }) => (path.endsWith('.css') ? [path] : [])),
  );
  const isShared = (sheet: string): boolean => sheets.filter((each) => each.includes(sheet)).length > 1;
  return pages.filter((_, at) => {
    const own = sheets[at]?.map((sheet) => !isShared(sheet)) ?? [];
    return own.lastIndexOf(false) > own.indexOf(true) && own.includes(true);
  });
}

function madeCode({ files }: PackageFiles): string[] {
  return withText(files, '.js', /\beval\(|new Function\(/);
}

function developmentCode({ files }: PackageFiles): string[] {
  const written = ['.js', '.html', '.json'].flatMap((ending) => withText(files, ending, /localhost|@vite\/client/));
  return [...written, ...[...files.keys()].filter((path) => path.endsWith('.map'))];
}

function missingLicences({ files }: PackageFiles): string[] {
  const [own = '', ...sections] = Buffer.from(files.get('LICENSE') ?? [])
    .toString()
    .split(/^## /m);
  const licensed = sections.filter((text) => /\blicen[cs]e\b/i.test(text.slice(text.indexOf('\n'))));
  const unlicensed = BUNDLED.filter((name) => !licensed.some((text) => text.startsWith(`${name} - `)));
  return [...(own.startsWith(LICENCE) ? [] : ['the project itself']), ...unlicensed].map(
    (name) => `LICENSE does not tell of ${name}`,
  );
}

function withText(files: PackageFiles['files'], ending: string, forbidden: RegExp): string[] {
  const found: string[] = [];
  for (const [path, bytes] of files)
    if (path.endsWith(ending) && forbidden.test(Buffer.from(bytes).toString())) found.push(path);
  return found;
}
