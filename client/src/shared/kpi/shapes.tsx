import type { Status } from '../wire/wire';

/** Own status shapes on a 12 grid: shape says what colour says. */
export function StatusShape({ status, className }: { status: Status | 'failed'; className?: string | undefined }) {
  return (
    <svg className={className} viewBox="0 0 12 12" aria-hidden="true" data-shape={status}>
      {status === 'critical' && (
        <>
          <path d="M3.6.5h4.8L11.5 3.6v4.8L8.4 11.5H3.6L.5 8.4V3.6z" fill="var(--shape, var(--critfill))" />
          <Mark ink="var(--mark, var(--critink))" top={3} />
        </>
      )}
      {status === 'warning' && (
        <>
          <path
            d="M6 .9 11.5 10.9H.5z"
            fill="var(--shape, var(--warnfill))"
            stroke="var(--shape, var(--warnedge))"
            strokeWidth=".9"
            strokeLinejoin="round"
          />
          <Mark ink="var(--mark, var(--warnink))" top={4.2} />
        </>
      )}
      {status === 'good' && (
        <path
          d="M2.2 6.4 4.8 9 9.8 3.4"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.6"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      )}
      {status === 'none' && (
        <path d="M3 6h6" fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" />
      )}
      {status === 'failed' && (
        <path
          d="M6 .8a5.2 5.2 0 1 0 0 10.4A5.2 5.2 0 0 0 6 .8M4.2 4.2l3.6 3.6M7.8 4.2 4.2 7.8"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.2"
          strokeLinecap="round"
        />
      )}
    </svg>
  );
}

function Mark({ ink, top }: { ink: string; top: number }) {
  return <path d={`M6 ${top}v3M6 ${top + 5}v.01`} fill="none" stroke={ink} strokeWidth="1.5" strokeLinecap="round" />;
}

const ways = { up: 'M3 9 9 3M4.2 3H9v4.8', down: 'M3 3 9 9M4.2 9H9V4.2', flat: 'M1.8 6h8.4M7.2 3l3 3-3 3' };

export function TrendArrow({ way, className }: { way: keyof typeof ways; className?: string | undefined }) {
  return (
    <svg className={className} viewBox="0 0 12 12" aria-hidden="true">
      <path
        d={ways[way]}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}

/** Outside of what is usual: a dot above its band. Neutral, as rare is not bad. */
export function UnusualShape({ className }: { className?: string | undefined }) {
  return (
    <svg className={className} viewBox="0 0 12 12" aria-hidden="true" data-shape="unusual">
      <rect x="1" y="6.6" width="10" height="4.6" rx="1.2" fill="none" stroke="currentColor" strokeWidth="1.2" />
      <circle cx="6" cy="2.5" r="2" fill="currentColor" />
    </svg>
  );
}

/** The clock did it, not the ITSM. */
export function ClockMark({ className }: { className?: string | undefined }) {
  return (
    <svg className={className} viewBox="0 0 12 12" aria-hidden="true">
      <path
        d="M6 .8a5.2 5.2 0 1 0 0 10.4A5.2 5.2 0 0 0 6 .8M6 3v3.2l2 1.2"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.2"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
