import { useEffect } from 'react';

/** Goes to the part of the page that its address names, once all that stands above it has its height. */
export function usePlace(isWhole: boolean): void {
  useEffect(() => {
    const place = isWhole && location.hash ? document.getElementById(location.hash.slice(1)) : null;
    if (!place) return;
    // Charts take their width after they are there, and a phone its scale: what scrolls before is lost.
    const next = requestAnimationFrame(() => place.scrollIntoView());
    return () => cancelAnimationFrame(next);
  }, [isWhole]);
}
