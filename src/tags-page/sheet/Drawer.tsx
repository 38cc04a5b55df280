import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { text } from '../../shared/i18n.ts';
import { Icon } from '../../ui/components/Icon.tsx';
import { OrgName } from '../../ui/components/OrgName.tsx';
import { useTags } from '../tags-context.ts';

interface Props {
  readonly heading: ComponentChildren;
  /** A new value moves the focus to the field with `autofocus`, or to the headline. */
  readonly step?: string;
  readonly close: () => void;
  readonly children: ComponentChildren;
}

/** A modal sheet at the end side: a headline, the org, and the content. */
export function Drawer({ heading, step = '', close, children }: Props): JSX.Element {
  const { connection } = useTags();
  const dialog = useRef<HTMLDialogElement>(null);
  const headline = useRef<HTMLHeadingElement>(null);
  const headingId = useId();
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    // A press beside the sheet hits its backdrop. One that began in a field, to select its text, ends there too.
    let isBeside = false;
    const press = (event: Event): void => {
      isBeside = event.target === element;
    };
    const leave = (event: Event): void => {
      if (event.target === element && isBeside) close();
    };
    element?.addEventListener('pointerdown', press);
    element?.addEventListener('click', leave);
    return () => {
      element?.removeEventListener('pointerdown', press);
      element?.removeEventListener('click', leave);
      element?.close();
    };
  }, [close]);
  useEffect(() => {
    (dialog.current?.querySelector<HTMLElement>('[autofocus]') ?? headline.current)?.focus();
  }, [step]);
  const shown = connection.value;
  return (
    <dialog
      ref={dialog}
      class="drawer"
      aria-labelledby={headingId}
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
    >
      <header class="drawer-top">
        <h2 id={headingId} ref={headline} tabIndex={-1}>
          {heading}
        </h2>
        <button class="icon-btn" type="button" aria-label={text('one_close')} onClick={close}>
          <Icon name="x" />
        </button>
        {shown === null ? null : (
          <p class="small muted">
            <OrgName connection={shown} />
          </p>
        )}
      </header>
      {children}
    </dialog>
  );
}
