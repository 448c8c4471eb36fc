import { useEffect } from 'react';

/** Goes to the part of the page that its address names, once all that stands above it has its height. */
export function usePlace(isWhole: boolean): void {
  useEffect(() => {
    const { hash } = location;
    if (isWhole && hash) document.getElementById(hash.slice(1))?.scrollIntoView();
  }, [isWhole]);
}
