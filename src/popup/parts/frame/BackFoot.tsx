import type { ComponentChildren, JSX } from 'preact';
import { text } from '../../../shared/i18n.ts';

/** The foot of a screen with one step: back, and beside it the button of the step. `note`: a line below both. */
export function BackFoot({
  children,
  note,
  onBack,
}: {
  children: ComponentChildren;
  note?: string;
  onBack: () => void;
}): JSX.Element {
  return (
    <footer class="foot">
      <div class="row fill">
        <button class="btn tall" type="button" onClick={onBack}>
          {text('back')}
        </button>
        {children}
      </div>
      {note === undefined ? null : <p class="side">{note}</p>}
    </footer>
  );
}
