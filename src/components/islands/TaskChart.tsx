import { Bar, BarChart, LabelList, ResponsiveContainer, Text, Tooltip, XAxis, YAxis } from 'recharts';

/** One bar of a chart, and the list of exactly what it counts. */
export interface ChartRow {
  readonly label: string;
  readonly total: number;
  readonly href: string;
}

interface Props {
  /** What the chart shows, for those who can't see it; the table beside it has the same numbers. */
  readonly title: string;
  /** What is counted: the name of the numbers. */
  readonly counted: string;
  readonly rows: readonly ChartRow[];
  readonly color: string;
}

/** Room for a name on two or three lines. CSS pixels. */
const ROW = 40;

/** Letters of a name that fit one line of the axis, roughly; longer names wrap, very long ones end in an ellipsis. */
function nameWidth(): number {
  return typeof window !== 'undefined' && window.innerWidth < 768 ? 132 : 280;
}

function Name({ x, y, payload }: { x?: number; y?: number; payload?: { value: string } }) {
  return (
    <Text
      x={x ?? 0}
      y={y ?? 0}
      width={nameWidth() - 12}
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

/** Horizontal bars of task counts; a click on one opens the tasks that it counts. */
export default function TaskChart({ title, counted, rows, color }: Props) {
  const data = rows.map((row) => ({ ...row }));
  const open = (_: unknown, index: number) => {
    const row = rows[index];
    if (row) window.location.assign(row.href);
  };
  return (
    <div role="img" aria-label={title}>
      <ResponsiveContainer width="100%" height={rows.length * ROW + 16}>
        <BarChart
          data={data}
          layout="vertical"
          margin={{ top: 4, right: 48, bottom: 4, left: 0 }}
          accessibilityLayer={false}
        >
          <XAxis type="number" hide domain={[0, 'dataMax']} />
          <YAxis
            type="category"
            dataKey="label"
            width={nameWidth()}
            tick={<Name />}
            tickLine={false}
            axisLine={{ stroke: 'var(--line)' }}
            interval={0}
          />
          <Tooltip
            cursor={{ fill: 'var(--rule)' }}
            formatter={(value) => [String(value), counted]}
            contentStyle={{ background: 'var(--surface)', borderColor: 'var(--line)', borderRadius: 6 }}
            itemStyle={{ color: 'var(--ink)' }}
          />
          <Bar
            dataKey="total"
            fill={color}
            isAnimationActive={false}
            minPointSize={2}
            onClick={open}
            cursor="pointer"
            barSize={20}
          >
            <LabelList dataKey="total" position="right" fill="var(--ink)" fontSize={13} />
          </Bar>
        </BarChart>
      </ResponsiveContainer>
    </div>
  );
}
