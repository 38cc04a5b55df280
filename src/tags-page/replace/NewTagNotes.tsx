import type { JSX } from 'preact';
import { plural, sentenceGap, text } from '../../shared/i18n.ts';
import { shownName } from '../../shared/names.ts';
import { Note } from '../../ui/components/Note.tsx';
import { list as listOf } from '../../ui/formats.ts';
import type { DraftStep } from '../draft/offer.ts';
import { useTags } from '../tags-context.ts';
import { quoted } from '../../ui/cleanup-words.ts';
import { countedWords, namesWords } from '../words/cleanup-words.ts';

/** The modules in which the tag that stays is made, and those that have no room for it. */
export function NewTagNotes(): JSX.Element {
  const { full, included, likely } = useTags().replace;
  const mayBe = new Set(likely.value.map(({ module }) => module));
  const names = [...new Set(likely.value.map(({ tag }) => tag.name))];
  return (
    <>
      {included.value
        .filter(({ stays, module }) => stays?.id === null && !mayBe.has(module))
        .map((step) => (
          <Made key={step.module.apiName} step={step} />
        ))}
      {names.map((name) => (
        <Likely key={name} name={name} />
      ))}
      {full.value.map((step) => (
        <Full key={step.module.apiName} step={step} />
      ))}
    </>
  );
}

function Made({ step: { module, stays } }: { step: DraftStep }): JSX.Element {
  const { choice } = useTags().replace;
  const { used, allowed } = module.room;
  const label = shownName(module.plural);
  const hasRoom = used !== null && allowed !== null;
  const words = text(choice.value?.kind === 'new' ? 'make_in_new' : 'make_in', {
    tag: quoted(stays?.name ?? ''),
    module: label,
  });
  return (
    <Note icon="info">
      <p>
        {words}
        {sentenceGap()}
        {hasRoom ? text('make_room', { module: label, tags: plural('tags_room', used + 1, { limit: allowed }) }) : ''}
      </p>
    </Note>
  );
}

/** The modules with a tag whose name Zoho may take for the new one. */
function Likely({ name }: { name: string }): JSX.Element {
  const { likely, name: stays } = useTags().replace;
  const modules = likely.value.filter(({ tag }) => tag.name === name).map(({ module }) => shownName(module.plural));
  const values = { tag: quoted(stays.value ?? ''), other: quoted(name), module: listOf(modules) };
  return (
    <Note tone="warn" icon="warn">
      <p>{text('make_may', values)}</p>
    </Note>
  );
}

function Full({ step }: { step: DraftStep }): JSX.Element {
  const { list, replace, showModule } = useTags();
  const { module, stays, tags, counted } = step;
  const { used, allowed } = module.room;
  const label = shownName(module.plural);
  const values = {
    module: label,
    tag: quoted(stays?.name ?? ''),
    tags: namesWords(tags.map(({ name }) => name)),
    records: countedWords(counted ?? { n: 0, isWhole: false, isAtMost: false }, [module]),
  };
  return (
    <Note tone="warn" icon="warn">
      <p>
        <strong>{text('limit_full_h', { module: label, n: used ?? 0, limit: allowed ?? 0 })}</strong>
        {sentenceGap()}
        {text('make_full_p', values)}
      </p>
      <div class="row">
        <button
          class="link"
          type="button"
          onClick={() => {
            replace.close();
            showModule(module.apiName);
            list.chip.value = 'none';
          }}
        >
          {text('make_full_show')}
        </button>
      </div>
    </Note>
  );
}
