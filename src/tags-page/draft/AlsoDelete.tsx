import type { JSX } from 'preact';
import { plural, sentences, text } from '../../shared/i18n.ts';
import { SEARCH_SCOPE } from '../../shared/scopes.ts';
import { namesWords } from '../words/cleanup-words.ts';
import { useDraft } from './draft-context.ts';
import { Option } from './Option.tsx';
import { Unsearched } from './Unsearched.tsx';

/** Tags that no record has at the end can be deleted. It is off at first. Zoho keeps a tag that a rule uses. */
export function AlsoDelete(): JSX.Element | null {
  const draft = useDraft();
  const all = [...new Set(draft.concerned.value.map(({ name }) => name))];
  const free = [...new Set(draft.deletable.value.map(({ name }) => name))];
  const held = all.filter((name) => !free.includes(name));
  if (draft.offer.value === null || draft.included.value.length === 0) return null;
  const canDelete = free.length > 0;
  const hints = [
    held.length === 0 ? '' : plural('also_held', held.length, { tags: namesWords(held) }),
    canDelete ? text('also_hint') : '',
  ];
  return (
    <>
      <Option
        label={text('also_delete', { tags: namesWords(canDelete ? free : held) })}
        hint={sentences(hints)}
        isChecked={draft.isDeleting.value}
        canChange={canDelete}
        onChange={draft.deletes}
      />
      <Unsearched
        modules={draft.unread.value.map(({ module }) => module)}
        toRights={() => draft.toRights(SEARCH_SCOPE)}
      />
    </>
  );
}
