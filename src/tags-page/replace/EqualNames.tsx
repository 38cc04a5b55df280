import type { JSX } from 'preact';
import { text } from '../../shared/i18n.ts';
import { Note } from '../../ui/components/Note.tsx';
import { useTags } from '../tags-context.ts';
import { quoted } from '../../ui/cleanup-words.ts';
import { namesWords } from '../words/cleanup-words.ts';

/** Zoho may take the name of an old tag for that of the tag that stays. What then cannot be done is said before the start. */
export function EqualNames(): JSX.Element | null {
  const { equal, included, isDeleting, name } = useTags().replace;
  const stays = name.value ?? '';
  const toMake = new Set(
    included.value.flatMap(({ module, stays: tag }) => (tag?.id === null ? [module.apiName] : [])),
  );
  const unmade = equal.value.filter(({ module }) => toMake.has(module));
  const deleted = isDeleting.value ? equal.value : [];
  const words = (tags: typeof unmade) => ({
    tag: quoted(stays),
    tags: namesWords([...new Set(tags.map((tag) => tag.name))]),
  });
  return (
    <>
      {unmade.length === 0 ? null : (
        <Note tone="warn" icon="warn">
          <p>{text('merge_equal_new', words(unmade))}</p>
        </Note>
      )}
      {deleted.length === 0 ? null : (
        <Note tone="warn" icon="warn" live="status">
          <p>{text('merge_equal_deleted', words(deleted))}</p>
        </Note>
      )}
    </>
  );
}
