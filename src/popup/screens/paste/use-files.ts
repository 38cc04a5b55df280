import { type ReadonlySignal, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';

/**
 * Takes files that are dropped anywhere on the page or pasted into it. Returns true while a file is held over the page.
 */
export function useFiles(take: (files: readonly File[]) => void): ReadonlySignal<boolean> {
  const isOver = useSignal(false);
  useEffect(() => {
    const over = (event: DragEvent): void => {
      if (event.dataTransfer?.types.includes('Files') !== true) return;
      event.preventDefault();
      isOver.value = true;
    };
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget === null) isOver.value = false;
    };
    const receive = (event: Event, data: DataTransfer | null): void => {
      isOver.value = false;
      const files = [...(data?.files ?? [])];
      // A spreadsheet puts a picture beside the text of its cells. The text is wanted.
      if (files.length === 0 || data?.types.includes('text/plain') === true) return;
      event.preventDefault();
      take(files);
    };
    const drop = (event: DragEvent): void => receive(event, event.dataTransfer);
    const pasted = (event: ClipboardEvent): void => receive(event, event.clipboardData);
    document.addEventListener('dragover', over);
    document.addEventListener('dragleave', leave);
    document.addEventListener('drop', drop);
    document.addEventListener('paste', pasted);
    return () => {
      document.removeEventListener('dragover', over);
      document.removeEventListener('dragleave', leave);
      document.removeEventListener('drop', drop);
      document.removeEventListener('paste', pasted);
    };
  });
  return isOver;
}
