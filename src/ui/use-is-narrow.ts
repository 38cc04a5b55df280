import { useEffect, useState } from 'preact/hooks';

const NARROW = '(max-width: 39.9375em)';

/** Whether the rows of tables are cards: the same width as in the styles of the pages. */
export function useIsNarrow(): boolean {
  const [isNarrow, setIsNarrow] = useState(() => matchMedia(NARROW).matches);
  useEffect(() => {
    const query = matchMedia(NARROW);
    const look = (): void => setIsNarrow(query.matches);
    query.addEventListener('change', look);
    return () => query.removeEventListener('change', look);
  }, []);
  return isNarrow;
}
