import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import { plural, text } from '../../shared/i18n.ts';
import { namesWords } from '../words/cleanup-words.ts';
import { useDraft } from './draft-context.ts';

/** Tags that no record has at the end can be deleted. It is off at first. Zoho keeps a tag that a rule uses. */
export function AlsoDelete(): JSX.Element | null {
  const draft = useDraft();
  const id = useId();
  const all = [...new Set(draft.concerned.value.map(({ name }) => name))];
  const free = [...new Set(draft.deletable.value.map(({ name }) => name))];
  const held = all.filter((name) => !free.includes(name));
  if (draft.offer.value === null || draft.included.value.length === 0) return null;
  const canDelete = free.length > 0;
  return (
    <label class="option" for={id}>
      <input
        id={id}
        type="checkbox"
        checked={draft.isDeleting.value}
        aria-disabled={!canDelete || undefined}
        onClick={(event) => {
          if (!canDelete) event.preventDefault();
        }}
        onChange={(event) => draft.deletes(event.currentTarget.checked)}
      />
      <b>{text('also_delete', { tags: namesWords(canDelete ? free : held) })}</b>
      <span class="hint">
        {held.length === 0 ? '' : plural('also_held', held.length, { tags: namesWords(held) })}{' '}
        {canDelete ? text('also_hint') : ''}
      </span>
    </label>
  );
}
