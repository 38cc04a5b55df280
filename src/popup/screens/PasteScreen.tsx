import { useModel } from '@preact/signals';
import type { JSX } from 'preact';
import { plural, text } from '../../shared/i18n.ts';
import { shownName } from '../../shared/names.ts';
import { records } from '../../shared/nouns.ts';
import { useFocusOnArrival } from '../../ui/use-focus.ts';
import { BackFoot } from '../parts/frame/BackFoot.tsx';
import { PasteModel } from '../models/PasteModel.ts';
import { usePopup } from '../popup-context.ts';
import { inBackground } from '../../shared/notes.ts';
import { ColumnQuestion } from './paste/ColumnQuestion.tsx';
import { FileLine } from './paste/FileLine.tsx';
import { PasteProblemNote } from './paste/PasteProblemNote.tsx';
import { pasteWords } from './paste/paste-words.ts';
import { useFiles } from './paste/use-files.ts';

/**
 * A table, links or ids, pasted or from a file. It counts while the user types, asks where a column is uncertain, and
 * names what it left out.
 */
export function PasteScreen(): JSX.Element {
  const { selection, isPasting, choose, moduleOf } = usePopup();
  const { connection, pageModule } = selection;
  const paste = useModel(() => new PasteModel({ connection, module: pageModule, moduleOf }));
  const field = useFocusOnArrival<HTMLTextAreaElement>();
  const isOver = useFiles((files) => inBackground(paste.take(files), 'PasteScreen.take'));
  const module = selection.pageModule.value;
  const file = paste.file.value;
  const pasted = paste.pasted.value;
  const { kind } = paste.problem.value;
  const isUsable = kind === 'none';
  const count = pasted?.ids.length ?? 0;
  const use = async (): Promise<void> => {
    const { ids = [] } = paste.pasted.peek() ?? {};
    const found = await paste.module();
    if (found !== null) choose({ from: 'pasted', module: found, ids });
  };
  return (
    <>
      <div class="what">
        <h1>{text('paste_h')}</h1>
      </div>
      <main class={`body tight ${isOver.value ? 'over' : ''}`}>
        {file === null ? (
          <div>
            <label class="label" for="paste">
              {module === null ? text('paste_label_any') : text('paste_label', { module: shownName(module.plural) })}
            </label>
            <textarea
              class="field"
              id="paste"
              rows={5}
              ref={field}
              aria-describedby="paste-found"
              spellcheck={false}
              value={paste.text}
              onInput={(event) => paste.type(event.currentTarget.value)}
            />
          </div>
        ) : (
          <FileLine file={file} table={pasted?.table ?? null} onAway={() => paste.dropFile()} />
        )}
        <output class="hint" id="paste-found">
          {pasted === null || (file === null && paste.text.value.trim() === '')
            ? text('paste_file_hint')
            : pasteWords(pasted, isUsable ? module : null)}
        </output>
        {pasted !== null && <ColumnQuestion paste={paste} pasted={pasted} />}
        <PasteProblemNote paste={paste} />
      </main>
      <BackFoot
        onBack={() => {
          isPasting.value = false;
        }}
      >
        <button
          class={`btn tall ${isUsable ? 'primary' : ''}`}
          type="button"
          aria-disabled={!isUsable}
          onClick={() => {
            if (isUsable) inBackground(use(), 'PasteScreen.use');
          }}
        >
          {count === 0
            ? text(kind === 'which-column' ? 'paste_btn_column' : 'paste_btn_none')
            : plural('paste_btn', count, { records: records(count, module) })}
        </button>
      </BackFoot>
    </>
  );
}
