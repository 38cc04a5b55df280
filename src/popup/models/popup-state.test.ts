import '../../shared/testing/extension.ts';
import { describe, expect, it } from 'vitest';
import { cleanupsAside, failureOf, type PopupFacts, popupState, runsAside } from './popup-state.ts';
import { BRIGHTSIDE, cleanupOf, LEADS, NOW, runOf, SANDBOX, TICKED, tickedPage } from '../testing/world.ts';
import type { Selection } from './SelectionModel.ts';

const SELECTION: Selection = {
  connection: BRIGHTSIDE,
  module: LEADS,
  source: TICKED,
  ids: [],
  key: 'twelve',
  leftAlone: 0,
  undoId: null,
};

/** A list with ticked rows, connected to its org. */
const READY: PopupFacts = {
  isRead: true,
  isStorageBroken: false,
  trouble: null,
  page: { state: 'answered', answer: tickedPage(12) },
  place: { host: 'crm.zoho.eu', orgSegment: 'org20087145332', dataCentre: 'eu', isSandbox: false },
  withheldHost: null,
  hasClient: true,
  signIn: null,
  connections: [BRIGHTSIDE],
  fit: { fit: 'fits', connection: BRIGHTSIDE, others: [] },
  isVouched: false,
  runs: [],
  cleanups: [],
  holding: [],
  watchedRunId: null,
  putAway: new Set(),
  selection: SELECTION,
  module: { state: 'ready', module: LEADS },
  pointed: 12,
  isPasting: false,
  isFinding: false,
};

const LIVE = runOf({ id: 'live' });
const ENDED = runOf({ id: 'ended', state: 'done', selection: SELECTION.key });

/** Each step removes the reason for the state before it, so that the next state wins. */
const LADDER: readonly (readonly [state: string, facts: Partial<PopupFacts>])[] = [
  ['storage-broken', { isStorageBroken: true }],
  ['error', { trouble: { code: 'storage-full', details: {} } }],
  ['host-access', { withheldHost: 'crm.zoho.eu' }],
  ['set-up', { hasClient: false, connections: [] }],
  ['connecting', { signIn: { state: 'waiting', dataCentre: 'eu', way: 'client', startedAt: NOW } }],
  ['page-refused', { page: { state: 'refused', browser: tickedPage(1).context, page: null } }],
  ['wrong-org', { fit: { fit: 'wrong-org', connection: BRIGHTSIDE, others: [] } }],
  ['run', { runs: [ENDED, LIVE] }],
  ['cleanup', { holding: [cleanupOf({})] }],
  ['ended', { runs: [ENDED] }],
  ['choose', {}],
];

describe('popupState', () => {
  it('hides the Stop of a live run behind no trouble', () => {
    const trouble = { code: 'storage-full', details: {} } as const;
    expect(popupState({ ...READY, trouble, runs: [LIVE] }).state).toBe('run');
    expect(popupState({ ...READY, trouble, runs: [ENDED], watchedRunId: 'ended' }).state).toBe('error');
  });

  it.each(LADDER.map(([state], place) => [state, place] as const))(
    '%s wins over all that comes after it',
    (_, place) => {
      const facts = LADDER.slice(place)
        .toReversed()
        .reduce<PopupFacts>((all, [, more]) => ({ ...all, ...more }), READY);
      expect(popupState(facts).state).toBe(LADDER[place]?.[0]);
    },
  );

  it('says nothing before storage was read', () => {
    expect(popupState({ ...READY, isRead: false }).state).toBe('starting');
  });

  it('shows an ended run of another selection in a line and not as the state', () => {
    const other = { ...ENDED, selection: 'other rows' };
    const facts = { ...READY, runs: [other] };
    const state = popupState(facts);
    expect(state.state).toBe('choose');
    expect(runsAside(facts, state)).toEqual([other]);
  });

  it('shows an ended run of the module when the list was read anew and nothing is ticked', () => {
    const facts = { ...READY, selection: null, pointed: 0, runs: [ENDED] };
    expect(popupState(facts).state).toBe('ended');
    expect(popupState({ ...facts, runs: [{ ...ENDED, isSeen: true }] }).state).toBe('nothing-ticked');
    expect(popupState({ ...facts, putAway: new Set(['ended']) }).state).toBe('nothing-ticked');
  });

  it('keeps showing the run that was seen to go on, to its end', () => {
    expect(popupState({ ...READY, watchedRunId: 'ended', runs: [{ ...ENDED, isSeen: true }] }).state).toBe('ended');
  });

  it('names live runs of other orgs in a line', () => {
    const elsewhere = runOf({ id: 'elsewhere', connectionId: SANDBOX.id });
    const facts = { ...READY, runs: [elsewhere] };
    expect(popupState(facts).state).toBe('choose');
    expect(runsAside(facts, popupState(facts))).toEqual([elsewhere]);
  });

  it('names a clean-up in a line where it is not the state, until its end was seen or put away', () => {
    const here = cleanupOf({ id: 'here' });
    const elsewhere = cleanupOf({ id: 'elsewhere', connectionId: SANDBOX.id });
    const over = cleanupOf({ id: 'over', phase: 'ended' });
    const seen = cleanupOf({ id: 'seen', phase: 'ended', isSeen: true });
    const facts = { ...READY, cleanups: [here, elsewhere, over, seen], holding: [elsewhere, here] };
    const state = popupState(facts);
    expect(state).toEqual({ state: 'cleanup', cleanup: here });
    expect(cleanupsAside(facts, state)).toEqual([elsewhere, over]);
    expect(cleanupsAside({ ...facts, putAway: new Set(['over']) }, state)).toEqual([elsewhere]);
  });

  it('lets a removal begin beside a clean-up that waits for somebody', () => {
    const asking = cleanupOf({ phase: 'asking', step: null });
    const facts = { ...READY, cleanups: [asking] };
    expect(popupState(facts).state).toBe('choose');
    expect(cleanupsAside(facts, popupState(facts))).toEqual([asking]);
  });

  it('takes a preview for no run', () => {
    const preview = runOf({ id: 'preview', state: 'reading', startedAt: null });
    expect(popupState({ ...READY, runs: [preview] }).state).toBe('choose');
    expect(runsAside({ ...READY, runs: [preview] }, { state: 'choose' })).toEqual([]);
  });

  it('asks when the address does not say the org, until the user has vouched for it', () => {
    const facts: PopupFacts = { ...READY, fit: { fit: 'unsure', connection: BRIGHTSIDE, others: [] } };
    expect(popupState(facts).state).toBe('unsure');
    expect(popupState({ ...facts, isVouched: true }).state).toBe('choose');
  });

  it('says how the last try to connect the right org ended', () => {
    const error = { code: 'consent-refused', details: {} } as const;
    const signIn = { state: 'failed', dataCentre: 'eu', at: NOW, ...error } as const;
    const facts: PopupFacts = { ...READY, signIn, fit: { fit: 'wrong-org', connection: BRIGHTSIDE, others: [] } };
    expect(popupState(facts)).toMatchObject({ state: 'wrong-org', error });
    expect(failureOf(signIn, NOW + 1)).toBeNull();
  });

  it('asks to sign in again once no run is left that waits for it', () => {
    const signedOut = { ...BRIGHTSIDE, isSignedOut: true };
    const selection = { ...SELECTION, connection: signedOut };
    const facts: PopupFacts = { ...READY, selection, fit: { fit: 'fits', connection: signedOut, others: [] } };
    expect(popupState(facts)).toEqual({ state: 'connect', error: null });
    const error = { code: 'consent-closed', details: {} } as const;
    const signIn = { state: 'failed', dataCentre: 'eu', at: NOW, ...error } as const;
    expect(popupState({ ...facts, signIn })).toEqual({ state: 'connect', error });
    expect(popupState({ ...facts, runs: [{ ...LIVE, state: 'waiting', why: 'sign-in' }] }).state).toBe('run');
  });

  it('works on the basket from any page', () => {
    const basket: Selection = { ...SELECTION, source: { ...TICKED, kind: 'basket' } };
    const facts: PopupFacts = { ...READY, place: null, page: { state: 'silent' }, fit: { fit: 'none' } };
    expect(popupState({ ...facts, selection: null }).state).toBe('not-zoho');
    expect(popupState({ ...facts, selection: null, connections: [] }).state).toBe('set-up');
    expect(popupState({ ...facts, selection: basket }).state).toBe('choose');
  });

  it('tells a tab that does not answer from a page without records', () => {
    const empty = { ...READY, selection: null, pointed: 0 };
    expect(popupState({ ...empty, page: { state: 'silent' } }).state).toBe('stale');
    const failed = { state: 'failed', error: { code: 'module-unsupported', details: {} } } as const;
    expect(popupState({ ...empty, module: failed }).state).toBe('no-page');
    const refused = { state: 'failed', error: { code: 'offline', details: {} } } as const;
    expect(popupState({ ...empty, module: refused })).toEqual({ state: 'error', error: refused.error });
  });
});
