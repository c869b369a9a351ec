/** Votes cast over the window, with lines where the law's shares lie. Its table twin stands beside it on the page. */
import 'uplot/dist/uPlot.min.css';
import { useEffect, useRef, useState } from 'react';
import uPlot from 'uplot';
import { moment } from '../text/dates.ts';
import { number } from '../text/numbers.ts';
import { useTexts } from '../text/texts.tsx';
import { columns, scaleTop, tick } from './figures.ts';
import type { Figures } from './requests.ts';
import { useTurnoutTexts } from './texts.ts';

const HEIGHT = 260;
const FONT = '13px system-ui, sans-serif';

export default function Curve({ figures, opensAt, closesAt }: { figures: Figures; opensAt: string; closesAt: string }) {
  const { calendar } = useTexts();
  const texts = useTurnoutTexts();
  const host = useRef<HTMLDivElement>(null);
  const [pointed, setPointed] = useState<number>();
  const { entitled, cast, points, thresholds } = figures;

  useEffect(() => {
    const element = host.current;
    if (!element) return;
    const data = columns(points);
    const window: [number, number] = [Date.parse(opensAt) / 1000, Date.parse(closesAt) / 1000];
    const top = scaleTop(
      entitled,
      cast,
      thresholds.map(({ needed }) => needed),
    );
    const ink = () => getComputedStyle(element).color;
    const line = () => getComputedStyle(element).getPropertyValue('--tellers-curve');
    const grid = () => getComputedStyle(element).getPropertyValue('--tellers-curve-grid');
    const axis = { stroke: ink, font: FONT, grid: { stroke: grid, width: 1 }, ticks: { stroke: grid, width: 1 } };
    const plot = new uPlot(
      {
        width: element.clientWidth,
        height: HEIGHT,
        tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), 'Europe/London'),
        legend: { show: false },
        cursor: { y: false, drag: { x: false, y: false }, points: { size: 8 } },
        scales: { x: { range: () => window }, y: { range: () => [0, top] } },
        axes: [
          {
            ...axis,
            space: 70,
            values: (_, splits) => splits.map((at) => tick(calendar.months, at, window[1] - window[0])),
          },
          { ...axis, size: 64, values: (_, splits) => splits.map((at) => (Number.isInteger(at) ? number(at) : '')) },
        ],
        series: [{}, { stroke: line, width: 2.5, points: { show: data[0].length < 40, size: 5, fill: line } }],
        hooks: {
          draw: [
            (drawn) => {
              const { ctx, bbox } = drawn;
              ctx.save();
              ctx.strokeStyle = ink();
              ctx.fillStyle = ink();
              ctx.lineWidth = devicePixelRatio;
              ctx.setLineDash([6 * devicePixelRatio, 4 * devicePixelRatio]);
              ctx.font = `${13 * devicePixelRatio}px system-ui, sans-serif`;
              ctx.textAlign = 'left';
              ctx.textBaseline = 'bottom';
              for (const { percent, needed } of thresholds) {
                const y = drawn.valToPos(needed, 'y', true);
                ctx.beginPath();
                ctx.moveTo(bbox.left, y);
                ctx.lineTo(bbox.left + bbox.width, y);
                ctx.stroke();
                ctx.fillText(
                  `${percent}%: ${number(needed)}`,
                  bbox.left + 6 * devicePixelRatio,
                  y - 2 * devicePixelRatio,
                );
              }
              ctx.restore();
            },
          ],
          setCursor: [({ cursor }) => setPointed(cursor.idx ?? undefined)],
        },
      },
      data,
      element,
    );
    const size = new ResizeObserver(() => plot.setSize({ width: element.clientWidth, height: HEIGHT }));
    size.observe(element);
    return () => {
      size.disconnect();
      plot.destroy();
    };
  }, [entitled, cast, points, thresholds, opensAt, closesAt, calendar]);

  const [times, votes] = columns(points);
  const at = pointed === undefined ? undefined : times[pointed];
  return (
    <>
      <div ref={host} className="tellers-curve" role="img" aria-label={texts.curveIs(number(cast), number(entitled))} />
      <p className="tellers-curve-point" aria-hidden="true">
        {at === undefined
          ? texts.pointAt
          : `${moment(calendar, new Date(at * 1000).toISOString())}: ${texts.votes(number(votes[pointed ?? 0] ?? 0))}`}
      </p>
    </>
  );
}
