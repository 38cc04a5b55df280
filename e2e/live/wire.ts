import https from 'node:https';
import { accountsOrigin, apiOrigin } from '../../src/shared/data-centres.ts';
import type { DataCentre, Environment } from '../../src/shared/data-centres.ts';
import type { Reply, ReplyBody } from '../zoho/questions/question.ts';

/** The org's place among Zoho's servers. A session sends requests only to these two. */
export interface Place {
  dataCentre: DataCentre;
  environment: Environment;
}

export interface WireRequest {
  service: 'api' | 'accounts';
  method: string;
  /** With the query. */
  path: string;
  headers: Record<string, string>;
  body?: string;
  /** Cuts the connection as soon as the request is out; the answer is then an empty one with status 0. */
  cut?: boolean;
}

/** Sends one request to Zoho. Rejects with `NoAnswer`. */
export type Wire = (request: WireRequest) => Promise<Reply>;

/** The simulated Zoho, which answers at the loopback address under Zoho's names. */
export interface Loopback {
  port: number;
  /** PEM. */
  certificate: string;
}

/** Zoho did not answer, or not to the end: the call may have been applied. */
export class NoAnswer extends Error {}

const PATIENCE_MS = 60_000;
const FILE = /^(application\/(x-download|zip|octet-stream)|text\/csv)\b/;

function bodyOf(text: string): ReplyBody {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? (parsed as ReplyBody) : {};
  } catch {
    return {};
  }
}

/** Requests go to the API and accounts hosts of one place in the table of data centres, and to no other. Redirects are not followed. */
export function httpsWire(place: Place, loopback?: Loopback): Wire {
  const origins = {
    api: apiOrigin(place.dataCentre, place.environment),
    accounts: accountsOrigin(place.dataCentre),
  };
  // A kept connection can die during a call, which leaves open whether the call was applied. Only the simulated Zoho
  // gets one.
  const agent = loopback ? new https.Agent({ keepAlive: true }) : false;
  return ({ service, method, path, headers, body, cut = false }) => {
    const { hostname } = new URL(origins[service]);
    return new Promise((resolve, reject) => {
      const outgoing = https.request({
        host: loopback ? '127.0.0.1' : hostname,
        port: loopback?.port ?? 443,
        servername: hostname,
        ...(loopback && { ca: loopback.certificate }),
        agent: cut ? false : agent,
        method,
        path,
        headers: {
          host: hostname,
          ...headers,
          ...(body !== undefined && { 'content-length': Buffer.byteLength(body) }),
        },
        timeout: PATIENCE_MS,
      });
      const fail = (error: Error) => reject(new NoAnswer(error.message));
      outgoing.on('error', fail);
      outgoing.on('timeout', () => outgoing.destroy(new Error('no answer within a minute')));
      outgoing.on('response', (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('error', fail);
        incoming.on('aborted', () => fail(new Error('the answer broke off')));
        incoming.on('end', () => {
          const pairs = Object.entries(incoming.headers).map(([name, value]): [string, string] => [
            name,
            String(value),
          ]);
          const bytes = Buffer.concat(chunks);
          const isFile = FILE.test(incoming.headers['content-type'] ?? '');
          resolve({
            status: incoming.statusCode ?? 0,
            headers: new Headers(pairs),
            body: isFile ? {} : bodyOf(bytes.toString()),
            ...(isFile && { file: bytes }),
          });
        });
      });
      if (cut) {
        outgoing.on('finish', () => {
          // The kernel has the bytes now. One turn later they are on their way.
          setTimeout(() => {
            resolve({ status: 0, headers: new Headers(), body: {} });
            outgoing.destroy();
          }, 20);
        });
      }
      outgoing.end(body);
    });
  };
}
