/** Key performance tables. */
export default function PerformancePage({ dimension }: { dimension: string }) {
  return <h2>Performance by {dimension}</h2>;
}
