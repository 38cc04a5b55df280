import type { JSX } from 'preact';
import { number, sentenceGap, text } from '../../../shared/i18n.ts';
import { nouns } from '../../../shared/nouns.ts';
import type { Module } from '../../../shared/run-summary.ts';
import { Note } from '../../../ui/components/Note.tsx';
import { errorText } from '../../../ui/error-text.ts';
import { list } from '../../../ui/formats.ts';
import type { PastedFile, PasteModel, PasteProblem } from '../../models/PasteModel.ts';
import type { Pasted } from '../../paste/read-pasted.ts';
import { usePopup } from '../../popup-context.ts';
import { short } from './paste-words.ts';

/** The problem and its remedy. */
interface Words {
  readonly what: string;
  readonly todo: string;
}

/** Why the pasted text cannot be used, and the remedy. */
export function PasteProblemNote({ paste }: { paste: InstanceType<typeof PasteModel> }): JSX.Element | null {
  const { selection } = usePopup();
  const module = selection.pageModule.value;
  const error = paste.error.value;
  const file = paste.file.value;
  const pasted = paste.pasted.value;
  const problem = paste.problem.value;
  const words =
    error !== null ? errorWords(error) : (fileWords(file?.problem ?? null) ?? problemWords(problem, pasted, module));
  return words === null ? null : (
    <Note tone="warn" icon="warn" live="status">
      <p>
        {words.what !== '' && (
          <strong>
            {words.what}
            {sentenceGap()}
          </strong>
        )}
        {words.todo}
      </p>
    </Note>
  );
}

function errorWords(error: Parameters<typeof errorText>[0]): Words {
  const { headline, todo } = errorText(error);
  return { what: text('sentence', { text: headline }), todo };
}

function fileWords(problem: PastedFile['problem']): Words | null {
  switch (problem) {
    case null:
      return null;
    case 'not-text':
      return { what: text('file_not'), todo: text('file_not_do') };
    case 'too-big':
      return { what: text('file_big'), todo: text('file_big_do') };
    case 'empty':
      return { what: text('file_empty'), todo: '' };
    case 'several':
      return { what: text('file_many'), todo: '' };
  }
}

function problemWords(problem: PasteProblem, pasted: Pasted | null, module: Module | null): Words | null {
  const here = module?.plural ?? '';
  switch (problem.kind) {
    case 'none':
    case 'nothing':
    case 'which-column':
      return null;
    case 'other-org':
      return { what: '', todo: text('paste_other_org') };
    case 'no-module':
      return { what: '', todo: text('paste_no_module') };
    case 'other-module':
      return { what: '', todo: text('paste_other_module', { other: list(problem.moduleSlugs), module: here }) };
    case 'two-modules':
      return { what: '', todo: text('paste_two_modules', { modules: list(problem.moduleSlugs) }) };
    case 'broken':
      return { what: text('paste_broken', { row: number(problem.row) }), todo: text('paste_broken_do') };
    case 'no-column':
      return { what: text('paste_no_column'), todo: text('paste_no_column_do', { nouns: nouns(module) }) };
    case 'spoilt': {
      const id = short(pasted?.spoilt[0]?.text ?? '');
      return { what: text('paste_spoilt_h'), todo: text('paste_spoilt_do', { id, nouns: nouns(module) }) };
    }
  }
}
