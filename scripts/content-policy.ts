import { accountsOrigin, apiOrigin, DATA_CENTRES } from '../src/shared/data-centres.ts';

const ZOHO_ORIGINS = DATA_CENTRES.flatMap((dataCentre) => [
  accountsOrigin(dataCentre),
  ...(['production', 'sandbox', 'developer'] as const).map((environment) => apiOrigin(dataCentre, environment)),
]);

type Directives = Readonly<Record<string, readonly string[]>>;

const PACKAGE: Directives = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'img-src': ["'self'"],
  'connect-src': ZOHO_ORIGINS,
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'frame-ancestors': ["'none'"],
  'require-trusted-types-for': ["'script'"],
  'trusted-types': ["'none'"],
};

/** The content security policy of every package, for all pages and the worker. They can reach nothing but Zoho. */
export function packagePolicy(): string {
  return written(PACKAGE);
}

/**
 * The policy of the development server's build. Vite's client opens a socket to it, loads scripts from it, and puts
 * styles and its error overlay into the page as text, which Trusted Types refuse.
 */
export function developmentServerPolicy(port: number): string {
  const { 'require-trusted-types-for': _script, 'trusted-types': _names, ...rest } = PACKAGE;
  const server = `http://localhost:${port}`;
  return written({
    ...rest,
    'script-src': ["'self'", server],
    'style-src': ["'self'", "'unsafe-inline'", server],
    'img-src': ["'self'", server, 'data:'],
    'connect-src': [...ZOHO_ORIGINS, "'self'", server, `ws://localhost:${port}`],
  });
}

function written(directives: Directives): string {
  return Object.entries(directives)
    .map(([name, sources]) => [name, ...sources].join(' '))
    .join('; ');
}
