import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { text } from '../../shared/i18n.ts';
import { CopyButton } from '../../ui/components/CopyButton.tsx';
import { Note } from '../../ui/components/Note.tsx';
import { useOptions } from '../options-context.ts';
import type { Problem } from '../models/GuideModel.ts';
import { isAboutField } from './GuideField.tsx';
import { problemTone, problemWords } from './problem-words.ts';
import { errorDetails } from '../../ui/error-text.ts';
import { withNotes } from '../../shared/notes.ts';

/** What went wrong, under the step that it is about. */
export function ProblemNote({ places }: { places: readonly Problem['place'][] }): JSX.Element | null {
  const { guide, version } = useOptions();
  const problem = guide.problem.value;
  const box = useRef<HTMLDivElement>(null);
  const isHere = problem !== null && problem.kind === 'error' && places.includes(problem.place);
  const isNote =
    isHere && !(problem.place !== 'connect' && problem.place !== 'values' && isAboutField(problem, problem.place));
  useEffect(() => {
    if (isNote) box.current?.scrollIntoView({ block: 'nearest' });
  }, [isNote]);
  if (!isNote) return null;
  const said = problemWords(problem);
  const canCopy = 'action' in said && said.action === 'copy-details';
  return (
    <div ref={box}>
      <Note {...problemTone(problem.error)} live="alert">
        <p>
          <strong>{text('opt_result_say', { what: said.headline })}</strong> {said.records} {said.todo}
        </p>
        {canCopy ? (
          <div class="row">
            <CopyButton label={text('err_details')} content={() => withNotes(errorDetails(problem.error, version))} />
          </div>
        ) : null}
      </Note>
    </div>
  );
}
