import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { sentenceGap, text } from '../../shared/i18n.ts';
import { Note } from '../../ui/components/Note.tsx';
import { useReport } from '../report-context.ts';

interface Props {
  /** What would be restored, with its numbers. */
  readonly children: ComponentChildren;
  /** The words of the button that undoes. */
  readonly button: string;
  /** What it does and cannot do; a paragraph each. */
  readonly more: readonly string[];
  readonly cost: string;
  /** The undo has been asked of the worker. */
  readonly isAsked: boolean;
  readonly onUndo: () => void;
}

/** An undo cannot be undone, so this asks once more and shows its numbers. */
export function UndoQuestion({ children, button, more, cost, isAsked, onUndo }: Props): JSX.Element {
  const { asking } = useReport();
  const words = useRef<HTMLParagraphElement>(null);
  useEffect(() => words.current?.focus(), []);
  return (
    <Note icon="undo" live="status">
      <p ref={words} tabIndex={-1}>
        {children}
        {sentenceGap()}
        {more[0]}
      </p>
      {more.slice(1).map((words) => (
        <p key={words}>{words}</p>
      ))}
      <div class="row">
        <button class="btn" type="button" onClick={() => (asking.value = null)}>
          {text('back')}
        </button>
        <button
          class="btn primary"
          type="button"
          aria-disabled={isAsked}
          onClick={() => {
            if (!isAsked) onUndo();
          }}
        >
          {button}
        </button>
        <span class="muted small">{cost}</span>
      </div>
    </Note>
  );
}
