/** The mark: one beat in a ring. */
export const Logo = ({ className }: { className?: string | undefined }) => (
  <svg className={className} viewBox="0 0 32 32" aria-hidden="true">
    <circle cx="16" cy="16" r="14" fill="var(--accentbg)" stroke="var(--accent)" strokeWidth="2.2" />
    <path
      d="M5.5 17h4.7l2.8-7.5 4.6 13.5 2.9-6h6"
      fill="none"
      stroke="var(--fg0)"
      strokeWidth="2.2"
      strokeLinejoin="round"
      strokeLinecap="round"
    />
  </svg>
);
