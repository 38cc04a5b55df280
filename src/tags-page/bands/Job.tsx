import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
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

/** The frame of a band. It takes the focus after a start on this page, and keeps it when the focused button disappears. */
export function Job({ heading, icon = null, tone = '', children }: Props): JSX.Element {
  const { cleaning } = useTags();
  const box = useRef<HTMLElement>(null);
  const headline = useRef<HTMLHeadingElement>(null);
  const hasFocus = useRef(false);
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
      onFocusOut={({ relatedTarget }) => {
        if (relatedTarget !== null && box.current?.contains(relatedTarget as Node) !== true) hasFocus.current = false;
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
