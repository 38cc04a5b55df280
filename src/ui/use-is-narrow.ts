import { useEffect, useState } from 'preact/hooks';

const NARROW = '(max-width: 39.9375em)';

/** Whether table rows are cards. The width is the same as in the pages' styles. */
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
