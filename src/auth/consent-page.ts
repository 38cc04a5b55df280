import { AppError } from '../shared/errors.ts';
import type { DataCentre } from '../shared/data-centres.ts';
import { throttled } from './oauth-error.ts';
import type { EndpointPorts } from './token-endpoint.ts';
import { accountsHost } from './zoho-address.ts';

const TIMEOUT_MS = 10_000;

/**
 * The reason in Zoho's page for not redirecting. Zoho reports an invalid client on a page in the window (Zoho
 * community, Kaizen 4), which the extension cannot read. Anyone without a session gets the same page, so it is fetched.
 * Null when the page has no known reason, or cannot be fetched.
 */
export async function causeOfClosing(ports: EndpointPorts, url: string): Promise<AppError | null> {
  try {
    const response = await askedAsStranger(ports, url);
    return response.type === 'opaqueredirect' || response.status >= 500 ? null : causeIn(await response.text());
  } catch {
    return null;
  }
}

/** The accounts server's own fault when it shows a page instead of an answer; null when it works. */
export async function faultOfServer(
  ports: EndpointPorts,
  dataCentre: DataCentre,
  url: string,
): Promise<AppError | null> {
  const host = accountsHost(dataCentre);
  try {
    const { status } = await askedAsStranger(ports, url);
    if (status === 429) return throttled({ status });
    return status >= 500 ? new AppError('zoho-down', { status, host }) : null;
  } catch (error) {
    return new AppError(ports.isOnline() ? 'unreachable' : 'offline', { host }, { cause: error });
  }
}

function askedAsStranger(ports: EndpointPorts, url: string): Promise<Response> {
  return ports.fetch(url, {
    credentials: 'omit',
    cache: 'no-store',
    redirect: 'manual',
    referrerPolicy: 'no-referrer',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
}

function causeIn(page: string): AppError | null {
  const words = page.replaceAll(/<(script|style)[\s\S]*?<\/\1>/gi, ' ').replaceAll(/<[^>]*>/g, ' ');
  if (/invalid[\s_]+redirect/i.test(words)) return new AppError('redirect-refused');
  if (/invalid[\s_]+(javascript|js|origin|domain)/i.test(words)) return new AppError('domain-refused');
  if (/invalid[\s_]+client/i.test(words)) return new AppError('client-unknown');
  return null;
}
