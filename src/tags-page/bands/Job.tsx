import { createContext, type ComponentChildren, type JSX, type RefObject } from 'preact';
import { useContext, useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { text } from '../../shared/i18n.ts';
import { Icon, type IconName } from '../../ui/components/Icon.tsx';
import type { Tone } from '../../ui/outcome-words.ts';
import { useTags } from '../tags-context.ts';

interface Props {
  readonly heading: string;
  readonly icon?: IconName | null;
  readonly tone?: Tone;
  readonly children: ComponentChildren;
}

/** Whether the focus is in the band of the clean-up. The frames that follow each other there share it. */
export const BandFocus = createContext<RefObject<boolean> | null>(null);

/** Moves the focus from a band that is about to be closed to the search, or to the headline where there is nothing to search. */
export function leaveBands(): void {
  const search = document.querySelector<HTMLElement>('main [type="search"]');
  (search ?? document.querySelector<HTMLElement>('main h1'))?.focus();
}

/**
 * The frame of a band. It takes the focus after a start on this page, and keeps it when the focused button disappears or the
 * next frame takes its place.
 */
export function Job({ heading, icon = null, tone = '', children }: Props): JSX.Element {
  const { cleaning } = useTags();
  const box = useRef<HTMLElement>(null);
  const headline = useRef<HTMLHeadingElement>(null);
  const own = useRef(false);
  const hasFocus = useContext(BandFocus) ?? own;
  const isWanted = cleaning.wantsFocus.value;
  useEffect(() => {
    if (!isWanted) return;
    cleaning.wantsFocus.value = false;
    headline.current?.focus();
  }, [isWanted, cleaning]);
  useLayoutEffect(() => {
    if (hasFocus.current && document.activeElement === document.body) headline.current?.focus();
  });
  return (
    <section
      ref={box}
      class={`job ${tone}`}
      aria-label={text('cl_label')}
      onFocusIn={() => {
        hasFocus.current = true;
      }}
      onFocusOut={({ target, relatedTarget }) => {
        if (relatedTarget !== null && box.current?.contains(relatedTarget as Node) !== true) hasFocus.current = false;
        if (relatedTarget !== null) return;
        // A press on the page beside takes the focus away for good; an element that disappears does not.
        queueMicrotask(() => {
          if ((target as Node).isConnected && document.activeElement === document.body) hasFocus.current = false;
        });
      }}
    >
      <h2 ref={headline} tabIndex={-1}>
        {icon === null ? null : <Icon name={icon} />}
        <span>{heading}</span>
      </h2>
      {children}
    </section>
  );
}
