import type { JSX } from 'preact';
import { text } from '../../shared/i18n.ts';
import { shownName } from '../../shared/names.ts';
import type { TagModule } from '../../tags/model/types.ts';
import { CopyButton } from '../../ui/components/CopyButton.tsx';
import { list as listOf } from '../../ui/formats.ts';
import { noteForAdmin } from '../../ui/permission-text.ts';
import { useTags } from '../tags-context.ts';

/** Copies a message for an admin about modules whose tags the user cannot see. */
export function AdminNote({ modules }: { modules: readonly TagModule[] }): JSX.Element {
  const { connection } = useTags();
  const profile = connection.value?.user.profile ?? null;
  const permissions = [...new Set(modules.flatMap(({ error }) => error?.details.permissions ?? []))];
  const plain = text('tags_norights_note', {
    profile: shownName(profile ?? '?'),
    modules: listOf(modules.map((module) => shownName(module.plural))),
  });
  return (
    <CopyButton
      label={text('noperm_copy')}
      content={() => (permissions.length === 0 ? plain : noteForAdmin(permissions, null, profile))}
    />
  );
}
