import type { RecordedRequest } from './http.ts';

/** A request as a pattern sees it: `POST https://www.zohoapis.com/crm/v8/Leads/actions/remove_tags?…`. */
function lineOf(request: RecordedRequest): string {
  const query = new URLSearchParams(request.query).toString();
  return `${request.method} https://${request.host}${request.path}${query === '' ? '' : `?${query}`}`;
}

/** A part of the request's line, or an expression tested on it. */
export type Pattern = string | RegExp;

function fits(request: RecordedRequest, pattern: Pattern): boolean {
  return typeof pattern === 'string' ? lineOf(request).includes(pattern) : pattern.test(lineOf(request));
}

export interface Recorder {
  /** In the order in which they arrived. */
  requests: RecordedRequest[];
  add: (request: RecordedRequest) => void;
  /** Call it whenever a recorded request changes. */
  changed: () => void;
  to: (pattern: Pattern) => RecordedRequest[];
  /** Resolves with the `count`-th matching request once it has arrived. */
  arrived: (pattern: Pattern, count?: number) => Promise<RecordedRequest>;
  /** Resolves with the `count`-th matching request once it is answered (or its connection cut). */
  answered: (pattern: Pattern, count?: number) => Promise<RecordedRequest>;
  clear: () => void;
}

export function createRecorder(): Recorder {
  const requests: RecordedRequest[] = [];
  const waiting = new Set<() => void>();

  function to(pattern: Pattern) {
    return requests.filter((request) => fits(request, pattern));
  }

  function until(find: () => RecordedRequest | undefined): Promise<RecordedRequest> {
    return new Promise((resolve) => {
      const look = () => {
        const found = find();
        if (!found) return;
        waiting.delete(look);
        resolve(found);
      };
      waiting.add(look);
      look();
    });
  }

  function changed() {
    for (const look of waiting) look();
  }

  return {
    requests,
    changed,
    add(request) {
      requests.push(request);
      changed();
    },
    to,
    arrived: (pattern, count = 1) => until(() => to(pattern)[count - 1]),
    answered: (pattern, count = 1) =>
      until(() => to(pattern).filter((request) => request.answeredAt !== undefined)[count - 1]),
    clear: () => void requests.splice(0),
  };
}
