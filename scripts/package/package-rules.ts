import { gzipSync } from 'node:zlib';

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
  readonly [key: string]: unknown;
}

/** A promise of ours about every package. `broken` names each place that breaks it. */
export interface PackageRule {
  readonly name: string;
  broken(given: PackageFiles): string[];
}

const CONTENT_SCRIPT_BYTES = 4_000;
const ZOHO = /^https:\/\/(crm|crmsandbox|accounts|www|sandbox|developer)\.(zoho|zohoapis|zohocloud)\.[a-z.]+\/\*$/;

/** Our own rules for a manifest and its package. `permissionsPage` is the text of docs/permissions.md. */
export function packageRules(permissionsPage: string): readonly PackageRule[] {
  return [
    { name: 'no file of the package can be reached from a page', broken: reachable },
    {
      name: 'every permission has its line in docs/permissions.md, and every line its permission',
      broken: ({ manifest }) => undocumented(manifest, permissionsPage),
    },
    { name: 'every host is one of Zoho’s', broken: foreignHosts },
    { name: 'the content script is one file of at most 4 kB gzip', broken: contentScript },
    { name: 'nothing in the package makes code out of text', broken: madeCode },
    { name: 'nothing in the package comes from the development server', broken: developmentCode },
    { name: 'the licences of what is bundled are in the package', broken: missingLicences },
  ];
}

function reachable({ manifest }: PackageFiles): string[] {
  return ['web_accessible_resources', 'externally_connectable'].filter((key) => key in manifest);
}

function undocumented(manifest: PackageManifest, permissionsPage: string): string[] {
  const listed = new Set([...permissionsPage.matchAll(/^\| `([a-zA-Z]+)`/gm)].map(([, name = '']) => name));
  const asked = new Set([...manifest.permissions, ...manifest.optional_permissions]);
  return [
    ...[...asked].filter((name) => !listed.has(name)).map((name) => `${name} is asked for, but has no line`),
    ...[...listed].filter((name) => !asked.has(name)).map((name) => `${name} has a line, but is not asked for`),
  ];
}

function foreignHosts({ manifest }: PackageFiles): string[] {
  const hosts = [...manifest.host_permissions, ...manifest.content_scripts.flatMap(({ matches }) => matches)];
  return hosts.filter((host) => !ZOHO.test(host));
}

function contentScript({ manifest, files }: PackageFiles): string[] {
  const scripts = manifest.content_scripts.flatMap(({ js }) => js);
  const [path = ''] = scripts;
  const code = files.get(path);
  if (scripts.length !== 1 || code === undefined) return [`there are ${scripts.length}, the first is "${path}"`];
  const size = gzipSync(code).byteLength;
  return size <= CONTENT_SCRIPT_BYTES ? [] : [`${path} has ${size} bytes`];
}

function madeCode({ files }: PackageFiles): string[] {
  return withText(files, '.js', /\beval\(|new Function\(/);
}

function developmentCode({ files }: PackageFiles): string[] {
  const written = ['.js', '.html', '.json'].flatMap((ending) => withText(files, ending, /localhost|@vite\/client/));
  return [...written, ...[...files.keys()].filter((path) => path.endsWith('.map'))];
}

function missingLicences({ files }: PackageFiles): string[] {
  const text = Buffer.from(files.get('THIRD-PARTY-LICENSES') ?? []).toString();
  return /^## preact - /m.test(text) ? [] : ['THIRD-PARTY-LICENSES'];
}

function withText(files: PackageFiles['files'], ending: string, forbidden: RegExp): string[] {
  const found: string[] = [];
  for (const [path, bytes] of files)
    if (path.endsWith(ending) && forbidden.test(Buffer.from(bytes).toString())) found.push(path);
  return found;
}
