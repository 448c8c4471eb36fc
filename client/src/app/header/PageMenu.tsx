import { Menu } from 'lucide-react';
import { useLocation } from 'wouter';
import { Choice } from '../../shared/ui/Choice';
import { isAt, usePages } from '../../shared/access/pages';

/** The pages as a menu, where the header has no room for them. */
export function PageMenu({ className }: { className: string | undefined }) {
  const [path, go] = useLocation();
  const pages = usePages();
  return (
    <Choice
      label="Pages"
      className={className}
      chosen={pages.find((page) => isAt(path, page.to))?.to ?? '/'}
      options={pages.map(({ to, text }) => ({ id: to, text }))}
      onChoose={go}
    >
      <Menu size="1rem" strokeWidth={1.5} aria-hidden="true" />
    </Choice>
  );
}
