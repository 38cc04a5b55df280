import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { text } from '../../../shared/i18n.ts';
import { goWords, type PlanFacts, sideWords } from './plan-words.ts';
import { usePlanFacts } from './use-plan-facts.ts';
import { useDebounced } from '../../../ui/use-debounced.ts';
import { later } from '../../later.tsx';
import { usePopup } from '../../popup-context.ts';
import { inBackground } from '../../../shared/notes.ts';

/** Rarely needed, so they are loaded with the other screens. */
const StartRefused = later(() => import('../../screens/OtherScreen.tsx'), 'StartRefused');
const ChosenTags = later(() => import('../../screens/OtherScreen.tsx'), 'ChosenTags');
const AddsDetails = later(() => import('../../screens/OtherScreen.tsx'), 'AddsDetails');

/** The keys that press Remove from any place. */
const SHORTCUT = navigator.platform.startsWith('Mac') ? '⌘ ↵' : 'Ctrl ↵';

/** Delay of announcements to screen readers while the user picks, in milliseconds. */
const CALM_MS = 500;

/** The button that names its exact effect. The line below names the untouched records and the cost. */
export function GoFoot(): JSX.Element {
  const { preview, tagUse } = usePopup();
  const used = tagUse.used.value;
  const facts = usePlanFacts();
  const isConfirmed = preview.shown.value?.isConfirmed === true;
  const side = facts === null ? text('go_none_side') : isConfirmed ? sideWords(facts) : text('go_checking_side');
  const spoken = useDebounced(side, CALM_MS);
  return (
    <footer class="foot">
      {used.length === 0 ? null : <AddsDetails used={used} />}
      {facts === null ? null : <ChosenTags />}
      {preview.starting.value.state === 'refused' ? <StartRefused /> : null}
      <GoButton facts={facts} isConfirmed={isConfirmed} />
      <p class="side" aria-hidden="true">
        {side}
      </p>
      <output class="vh">{spoken}</output>
    </footer>
  );
}

function GoButton({ facts, isConfirmed }: { facts: PlanFacts | null; isConfirmed: boolean }): JSX.Element {
  const { preview, remove, selection, readNames } = usePopup();
  const button = useRef<HTMLButtonElement>(null);
  const isStarting = preview.starting.value.state === 'asked';
  const isReady = facts !== null && isConfirmed && !isStarting;
  const isFromMenu = selection.intent.value?.tagId != null;
  useEffect(() => {
    const active = document.activeElement;
    if (isFromMenu && isReady && (active === null || active === document.body)) button.current?.focus();
  }, [isFromMenu, isReady]);
  return (
    <button
      class={`btn wide tall ${isReady ? 'primary' : ''}`}
      type="button"
      ref={button}
      aria-disabled={!isReady}
      onFocus={readNames}
      onPointerEnter={readNames}
      onClick={() => {
        if (isReady) inBackground(remove(), 'GoFoot.remove');
      }}
    >
      {isStarting ? text('go_starting') : facts === null ? text('go_none') : goWords(facts)}
      {isReady ? <kbd aria-hidden="true">{SHORTCUT}</kbd> : null}
    </button>
  );
}
