import type { JSX } from 'preact';
import { text } from '../../shared/i18n.ts';
import { Icon } from '../../ui/components/Icon.tsx';
import type { Stage } from './stage-of.ts';

const STAGES = {
  done: { icon: 'check', label: 'cl_done' },
  now: { icon: 'next', label: 'cl_now' },
  later: { icon: 'wait', label: 'cl_waits' },
} as const;

/** The stage of a module: a drawing, and a hidden word. */
export function StageMark({ stage }: { stage: Stage }): JSX.Element {
  const { icon, label } = STAGES[stage];
  return (
    <>
      <Icon name={icon} isFlipped={icon === 'next'} />
      <span class="vh">{text(label)} </span>
    </>
  );
}
