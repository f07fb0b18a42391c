import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import {
  Bar,
  BarChart,
  Cell,
  LabelList,
  ReferenceLine,
  ResponsiveContainer,
  Text,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { hasFilters, narrowed, toAddress } from '../../search/state.ts';
import { say } from '../voice.ts';
import { type ChartData, readChart } from './chart-data.ts';

interface Props {
  /** What the chart shows, for those who can't see it; the table beside it has the same numbers. */
  readonly title: string;
  /** Bars lie, with a name before each; columns stand, along time. */
  readonly kind: 'bars' | 'columns';
  /** Whether the series of a row are one on the other, as its parts, or side by side. */
  readonly stacked: boolean;
  /** CSS pixels; the page keeps the place free until the chart is there. */
  readonly height: number;
  /** What it is called for those who hear it, and how it is worked by keys. */
  readonly described: string;
  readonly hint: string;
  /** The row that the present day lies in, and what it is called there. */
  readonly today?: { readonly value: string; readonly name: string } | undefined;
}

const sumOf = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);
const largestOf = (counts: readonly number[]) => Math.max(0, ...counts);

/** Round numbers from nought to above the highest column, with room for its total and the names of events. */
function scaleOf(most: number): number[] {
  const rough = Math.max(1, (most * 1.12) / 4);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((one) => one >= rough) ?? rough;
  return Array.from({ length: Math.ceil((most * 1.12) / step) + 1 }, (_, i) => i * step);
}

/** Where the focus is: a row and one of its series. */
interface Point {
  readonly row: number;
  readonly series: number;
}

/** Numbers are read over the lines of events. */
const HALO = { stroke: 'var(--surface)', strokeWidth: 3, paintOrder: 'stroke' } as const;

/** Where somebody was in a chart when he filtered by one of its figures. */
const PLACE = 'vanthu-chart';

const fillOf = (swatch: number) => `url(#mau-${swatch})`;

/** Room for names at the axis, in CSS pixels; longer names wrap, very long ones end in an ellipsis. */
const nameWidth = (width: number) => (width < 560 ? 128 : 260);

function Name({
  x,
  y,
  payload,
  width,
}: {
  x?: number;
  y?: number;
  payload?: { value: string };
  width: number;
}) {
  return (
    <Text
      x={x ?? 0}
      y={y ?? 0}
      width={width - 12}
      maxLines={2}
      textAnchor="end"
      verticalAnchor="middle"
      fontSize={13}
      lineHeight={17}
      fill="var(--ink)"
    >
      {payload?.value ?? ''}
    </Text>
  );
}

/**
 * A chart of a part of the board. A click on a bar filters all the other parts by it, a click on one that is chosen opens
 * its tasks; the arrow keys and Enter do the same.
 */
export default function BoardChart({ title, kind, stacked, height, described, hint, today }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const hintId = useId();
  const [data, setData] = useState<ChartData>();
  const [width, setWidth] = useState(0);
  const [point, setPoint] = useState<Point>();
  useEffect(() => {
    const part = frame.current?.closest<HTMLElement>('[data-part]');
    if (part) setData(readChart(part));
    setWidth(frame.current?.clientWidth ?? 0);
    // who came by a key is where he was: the next Enter opens what this one chose
    const place = JSON.parse(sessionStorage.getItem(PLACE) ?? 'null') as {
      title: string;
      point: Point;
    } | null;
    if (place?.title === title) {
      sessionStorage.removeItem(PLACE);
      frame.current?.focus();
      setPoint(place.point);
    }
  }, [title]);

  const act = (row: number, series: number) => {
    const line = data?.rows[row];
    const figure = line?.figures[series];
    if (!line || !figure || figure.count === 0) return;
    const filters = [
      ...new URLSearchParams(line.filters),
      ...new URLSearchParams(data?.series[series]?.filters ?? ''),
    ];
    const state = new URLSearchParams(window.location.search);
    const narrowing = filters.length > 0 && !hasFilters(state, filters);
    if (narrowing) {
      const part = frame.current?.closest('[data-part]')?.id ?? '';
      window.location.assign(`${toAddress(window.location.pathname, narrowed(state, filters))}#${part}`);
    } else if (figure.href) window.location.assign(figure.href);
  };

  const told = (row: number, series: number) => {
    const line = data?.rows[row];
    const of = data && data.series.length > 1 ? `, ${data.series[series]?.label}` : '';
    return `${line?.label}${of}: ${line?.figures[series]?.count ?? 0}`;
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (!data || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key.toLowerCase() === 't') {
      const details = frame.current?.closest('[data-part]')?.querySelector('details');
      if (details) {
        details.open = true;
        details.querySelector('summary')?.focus();
      }
    } else if (event.key === 'Enter' || event.key === ' ') {
      if (!point) return;
      sessionStorage.setItem(PLACE, JSON.stringify({ title, point }));
      act(point.row, point.series);
    } else {
      const [down, right] = kind === 'bars' ? (['row', 'series'] as const) : (['series', 'row'] as const);
      const moves: Record<string, readonly [keyof Point, number]> = {
        ArrowDown: [down, 1],
        ArrowUp: [down, -1],
        ArrowRight: [right, 1],
        ArrowLeft: [right, -1],
        Home: ['row', -Infinity],
        End: ['row', Infinity],
      };
      const move = moves[event.key];
      if (!move) return;
      const [axis, by] = move;
      const last = { row: data.rows.length - 1, series: data.series.length - 1 };
      const from = point ?? { row: 0, series: 0 };
      const next = point
        ? { ...from, [axis]: Math.max(0, Math.min(last[axis], from[axis] + by)) }
        : by === Infinity
          ? { ...from, row: last.row }
          : from;
      setPoint(next);
      say(told(next.row, next.series));
    }
    event.preventDefault();
  };

  const lying = kind === 'bars';
  const someChosen = data?.rows.some(({ chosen }) => chosen) ?? false;
  const points = data?.rows.map((row) => ({
    label: row.label,
    total: row.total?.count,
    most: (stacked ? sumOf : largestOf)(row.figures.map(({ count }) => count)),
    end: 0,
    ...Object.fromEntries(row.figures.map(({ count }, i) => [`s${i}`, count])),
  }));
  const names = {
    type: 'category',
    dataKey: 'label',
    tickLine: false,
    axisLine: { stroke: 'var(--line)' },
  } as const;
  const scale = scaleOf(Math.max(0, ...(points ?? []).map(({ most }) => most)));
  const numbers = lying
    ? ({ type: 'number', domain: [0, 'dataMax'] } as const)
    : ({ type: 'number', domain: [0, scale.at(-1) ?? 1], ticks: scale } as const);
  const steep = !lying && width < 560 && (data?.rows.length ?? 0) > 4;
  const room = nameWidth(width);
  return (
    <div
      ref={frame}
      role="application"
      aria-roledescription={described}
      aria-label={title}
      aria-describedby={hintId}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: its figures are gone through by the arrow keys
      tabIndex={0}
      className="chart-frame"
      onKeyDown={onKeyDown}
      onBlur={() => setPoint(undefined)}
      style={{ height }}
    >
      <span id={hintId} className="voice">
        {hint}
      </span>
      {data && points && (
        <ResponsiveContainer width="100%" height={height}>
          <BarChart
            data={points}
            layout={lying ? 'vertical' : 'horizontal'}
            margin={
              lying ? { top: 4, right: 48, bottom: 4, left: 0 } : { top: 24, right: 8, bottom: 4, left: 0 }
            }
            accessibilityLayer={false}
            barGap={2}
          >
            {lying ? (
              <XAxis {...numbers} hide />
            ) : (
              <XAxis
                {...names}
                tick={{ fontSize: 13, fill: 'var(--ink)' }}
                interval={data.rows.length > 12 ? 'preserveStartEnd' : 0}
                minTickGap={6}
                {...(steep && { angle: -40, textAnchor: 'end' as const, height: 84 })}
              />
            )}
            {lying ? (
              <YAxis {...names} width={room} tick={<Name width={room} />} interval={0} />
            ) : (
              <YAxis
                {...numbers}
                width={44}
                tick={{ fontSize: 13, fill: 'var(--muted)' }}
                stroke="var(--line)"
              />
            )}
            <Tooltip
              cursor={{ fill: 'var(--rule)' }}
              filterNull
              formatter={(value, name) => (value === 0 ? null : [String(value), name])}
              contentStyle={{ background: 'var(--surface)', borderColor: 'var(--line)', borderRadius: 6 }}
              itemStyle={{ color: 'var(--ink)' }}
              labelStyle={{ color: 'var(--ink)' }}
            />
            {data.events.map(({ label, number }) => (
              <ReferenceLine
                key={number}
                {...(lying ? { y: label } : { x: label })}
                stroke="var(--accent)"
                strokeDasharray="3 3"
                label={{ value: `(${number})`, position: 'top', fontSize: 12, fill: 'var(--accent)' }}
              />
            ))}
            {today && points.some(({ label }) => label === today.value) && (
              <ReferenceLine
                x={today.value}
                stroke="var(--accent)"
                label={{ value: today.name, position: 'top', fontSize: 12, fill: 'var(--accent)' }}
              />
            )}
            {data.series.map(({ label, filters, swatch }, i) => (
              <Bar
                key={filters || label}
                dataKey={`s${i}`}
                name={label}
                {...(stacked && { stackId: 'row' })}
                fill={fillOf(swatch)}
                isAnimationActive={false}
                onClick={(_, row) => act(row, i)}
                cursor="pointer"
                maxBarSize={lying ? 20 : 64}
              >
                {data.rows.map((row, at) => (
                  <Cell
                    key={row.filters || row.label}
                    fillOpacity={someChosen && !row.chosen ? 0.35 : 1}
                    stroke={point?.row === at && point.series === i ? 'var(--focus)' : 'var(--surface)'}
                    strokeWidth={point?.row === at && point.series === i ? 3 : 1}
                  />
                ))}
                {!stacked && (
                  <LabelList
                    {...HALO}
                    dataKey={`s${i}`}
                    position={lying ? 'right' : 'top'}
                    fill="var(--ink)"
                    fontSize={12}
                  />
                )}
              </Bar>
            ))}
            {stacked && (
              // nothing but the place of the total at the end of the row
              <Bar
                dataKey="end"
                stackId="row"
                minPointSize={1}
                fill="transparent"
                isAnimationActive={false}
                tooltipType="none"
              >
                <LabelList
                  {...HALO}
                  dataKey="total"
                  position={lying ? 'right' : 'top'}
                  fill="var(--ink)"
                  fontSize={13}
                />
              </Bar>
            )}
          </BarChart>
        </ResponsiveContainer>
      )}
    </div>
  );
}
