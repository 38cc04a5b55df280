import type { CleanupMirror } from '../../shared/cleanup-mirrors.ts';
import { NO_COUNTS } from '../../shared/run-summary.ts';
import { END, runOf } from './run.ts';

const { module: LEADS } = runOf({});
const CONTACTS = { ...LEADS, apiName: 'Contacts', moduleSlug: 'Contacts', singular: 'Contact', plural: 'Contacts' };

/** A clean-up of one tag in leads and contacts that took a minute, as its mirror tells it. */
export function cleanupOf(
  facts: Partial<Omit<CleanupMirror, 'counts'>> & { counts?: Partial<CleanupMirror['counts']> },
): CleanupMirror {
  return {
    id: 'clean',
    connectionId: 'us-production-1-1',
    orgName: 'Brightside Solar',
    userName: 'Mara Holm',
    kind: 'retire',
    newName: null,
    tags: ['Trade show 2025'],
    tagCount: 1,
    phase: 'ended',
    work: null,
    wait: null,
    isStopping: false,
    isUndo: false,
    isSeen: false,
    isStopped: false,
    isCut: false,
    startedAt: END - 60_000,
    endedAt: END,
    step: null,
    steps: [
      { module: LEADS, runId: 'clean-0', all: 100, done: 100 },
      { module: CONTACTS, runId: 'clean-1', all: 60, done: 60 },
    ],
    tagsChanged: 0,
    tagsKept: 0,
    undoable: 0,
    ...facts,
    counts: { ...NO_COUNTS, ...facts.counts },
  };
}
