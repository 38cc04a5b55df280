import { REFUSALS } from '../api/errors.ts';
import { html } from '../http.ts';
import { change } from './faults.ts';
import { untilReleased } from './held.ts';
import { tooManyRequests } from './throttle.ts';
import { randomFrom, shuffled } from '../world/random.ts';
import type { Context, SimAnswer, SimReply, SimRequest } from '../http.ts';
import type { Change, Fault } from './fault-types.ts';

const SORRY =
  '<!doctype html><html><head><title>Zoho</title></head><body><h1>Sorry, something went wrong</h1></body></html>';

function tokenOf(request: SimRequest): string {
  return /^Zoho-oauthtoken\s+(\S+)$/i.exec(request.headers['authorization'] ?? '')?.[1] ?? '';
}

function inOrg(context: Context, request: SimRequest, what: Change) {
  const org = context.world.findOrg(context.world.tokens.access(tokenOf(request))?.orgId ?? '');
  if (org) change(org, what);
}

function withRows(answer: SimAnswer, reshape: (rows: unknown[]) => unknown[]): SimAnswer {
  if (typeof answer === 'string' || typeof answer.body !== 'object' || Buffer.isBuffer(answer.body)) return answer;
  const { body } = answer;
  return 'data' in body && Array.isArray(body.data)
    ? { ...answer, body: { ...body, data: reshape(body.data) } }
    : answer;
}

function truncated(answer: SimAnswer): SimAnswer {
  if (typeof answer === 'string' || answer.body === undefined) return answer;
  const text =
    Buffer.isBuffer(answer.body) || typeof answer.body === 'string' ? String(answer.body) : JSON.stringify(answer.body);
  return { ...answer, body: text.slice(0, Math.floor(text.length / 2)) };
}

/** Answers a request that meets a fault; `run` handles it as if there were none. */
export async function runWithFault(
  fault: Fault,
  request: SimRequest,
  context: Context,
  run: () => Promise<SimAnswer>,
): Promise<SimAnswer> {
  request.record.fault = fault.fault;
  const instead = async (reply: SimAnswer, applied: boolean): Promise<SimAnswer> => {
    if (applied) await run();
    return reply;
  };
  const nothing = (status: number): SimReply => ({ status, headers: { 'content-type': 'application/json' }, body: '' });
  switch (fault.fault) {
    case 'lostBeforeApply':
      return 'drop';
    case 'lostAfterApply':
      return instead('drop', true);
    case 'lostThenApplied':
      context.clock.after(fault.seconds * 1000, () => void run());
      return 'drop';
    case 'neverAnswered':
      return instead('never', fault.applied);
    case 'status500':
      return instead(REFUSALS.internal(), fault.applied);
    case 'html':
      return instead(html(fault.status, SORRY), fault.applied);
    case 'empty':
      return instead(nothing(fault.status), fault.applied);
    case 'truncated':
      return truncated(await run());
    case 'shuffledRows':
      return withRows(await run(), (rows) => shuffled(randomFrom(request.record.number), rows));
    case 'missingRows':
      return withRows(await run(), (rows) => rows.filter((_, place) => (place + 1) % fault.every !== 0));
    case 'tooManyRequests':
      return tooManyRequests(context);
    case 'invalidToken':
      if (fault.revoke) context.world.tokens.revoke(tokenOf(request));
      return REFUSALS.deadToken(context.switches.deadTokenCode);
    case 'slow':
      await context.clock.wait(fault.ms);
      return run();
    case 'held':
      await untilReleased(context);
      return run();
    case 'answer':
      return { status: fault.status, headers: { 'content-type': 'application/json;charset=UTF-8' }, body: fault.body };
    case 'redirect':
      return { status: 307, headers: { location: fault.to }, body: '' };
    case 'meanwhile': {
      if (fault.when === 'before') inOrg(context, request, fault.change);
      const answer = await run();
      if (fault.when === 'after') inOrg(context, request, fault.change);
      return answer;
    }
  }
}
