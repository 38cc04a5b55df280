import { OUTCOMES, type RunSummary } from '../../shared/run-summary.ts';
import type { Call, ModelZoho } from './model-zoho.ts';

/** Watches every call and every mirror for breaches of the rules, and puts them into `broken`. */
export interface LawWatch {
  readonly broken: string[];
  see(summary: RunSummary): void;
  /** The worker died, which cuts its calls off. */
  died(at: number): void;
}

interface Known {
  /** Tag ids at the last read. */
  tags: ReadonlySet<string>;
  /** Start of that read. */
  readAt: number;
}

/** `oldestMs`: how long before a write the tags of its records may have been read. */
export function watchLaw(zoho: ModelZoho, now: () => number, oldestMs = Infinity): LawWatch {
  const broken: string[] = [];
  const known = new Map<string, Known>();
  /** End of the last write of a record that had no answer. */
  const doubtful = new Map<string, number>();
  const underWay = new Set<Call>();

  function begins(call: Call): void {
    if (call.kind === 'remove' || call.kind === 'add') for (const id of call.ids) mayWrite(call, id);
    underWay.add(call);
  }

  function mayWrite(call: Call, id: string): void {
    const last = known.get(id);
    if (last === undefined) return void broken.push(`${id} is written without having been read`);
    if (call.at - last.readAt > oldestMs) broken.push(`${id} is written ${call.at - last.readAt} ms after it was read`);
    for (const tag of call.tags)
      if (last.tags.has(tag.id) !== (call.kind === 'remove'))
        broken.push(`${call.kind} of ${tag.id} at ${id} has no sense`);
    for (const other of underWay)
      if (other.kind === call.kind && other.ids.includes(id)) broken.push(`${id} is in two calls at once`);
    if ((doubtful.get(id) ?? -1) > last.readAt) broken.push(`${id} is written again without having been read`);
  }

  function ends(call: Call): void {
    if (!underWay.delete(call)) return;
    if (call.hasAnswer)
      for (const id of call.answeredFor) known.set(id, { tags: new Set(zoho.records.get(id)), readAt: call.at });
    else silent(call, now());
  }

  function silent(call: Call, at: number): void {
    if (call.kind === 'remove' || call.kind === 'add') for (const id of call.ids) doubtful.set(id, at);
  }

  zoho.watch = (call) => (call.endedAt === null ? begins(call) : ends(call));

  return {
    broken,
    see(summary) {
      const sum = OUTCOMES.reduce((total, outcome) => total + summary.counts[outcome], 0);
      if (sum !== summary.total) broken.push(`${sum} of ${summary.total} records are counted`);
    },
    died(at) {
      for (const call of underWay) silent(call, at);
      underWay.clear();
    },
  };
}
