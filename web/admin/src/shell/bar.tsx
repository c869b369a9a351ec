/** A share as a bar, drawn beside the figure that says the same; readers of the page hear the figure only. */

/**
 * @param percent from 0 to 100
 * @param marks where lines are drawn across, in per cent
 */
export function Bar({ percent, marks = [] }: { percent: number; marks?: readonly number[] }) {
  return (
    <svg className="tellers-bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">
      <rect className="tellers-bar-whole" width="100" height="10" />
      <rect className="tellers-bar-part" width={Math.max(0, Math.min(100, percent))} height="10" />
      {marks.map((at) => (
        <rect key={at} className="tellers-bar-mark" x={at - 0.2} width="0.4" height="10" />
      ))}
    </svg>
  );
}
