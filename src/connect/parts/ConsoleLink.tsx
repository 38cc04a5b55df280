import type { JSX } from 'preact';
import { text } from '../../shared/i18n.ts';
import { inBackground } from '../../shared/notes.ts';
import { useConnect } from '../connect-context.ts';
import { PageIcon } from './PageIcon.tsx';

/** Opens a page of Zoho's beside this one. */
export function BesideButton({
  url,
  label,
  isPrimary,
}: {
  url: string;
  label: string;
  isPrimary: boolean;
}): JSX.Element {
  const { connect } = useConnect();
  return (
    <button
      class={`btn ${isPrimary ? 'primary' : ''}`}
      type="button"
      onClick={() => inBackground(connect.openBeside(url), 'ConsoleLink.openBeside')}
    >
      <PageIcon name="beside" />
      {label}
    </button>
  );
}

/** A link that opens a tab. Screen readers announce the new tab. */
export function TabLink({ url, label, look = 'link' }: { url: string; label: string; look?: string }): JSX.Element {
  return (
    <a class={look} href={url} target="_blank" rel="noopener">
      {label}
      <span class="vh">{text('new_tab')}</span>
    </a>
  );
}
