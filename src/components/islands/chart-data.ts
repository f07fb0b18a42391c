/**
 * What a chart draws is what its table says: it is read from the table beside it, so that the two cannot differ and
 * nothing is fetched or sent twice.
 */
export interface ChartData {
  readonly rows: readonly ChartRow[];
  readonly series: readonly ChartSeries[];
  /** Events on the axis: the row that each falls into, and its number in the list below. */
  readonly events: readonly { readonly label: string; readonly number: number }[];
}

/** A figure: how many tasks, and their list. */
export interface Figure {
  readonly count: number;
  /** Null for none. */
  readonly href: string | null;
}

export interface ChartRow {
  readonly label: string;
  /** The filters that it stands for, as parameters. */
  readonly filters: string;
  readonly chosen: boolean;
  /** The row's own total, where it has one. */
  readonly total: Figure | null;
  /** By series. */
  readonly figures: readonly Figure[];
}

export interface ChartSeries {
  readonly label: string;
  readonly filters: string;
  /** Which colour and pattern it has: 1 to 8, or 0 for all that have none of their own. */
  readonly swatch: number;
}

const figureOf = (cell: HTMLElement | null): Figure => ({
  count: Number(cell?.dataset.figure ?? 0),
  href: cell?.querySelector('a')?.getAttribute('href') ?? null,
});

/** Everything that is drawn without a colour of its own is one series: it has no list, the table has its parts. */
function withOthersJoined(rows: ChartRow[], series: ChartSeries[], others: string) {
  const own = series.flatMap(({ swatch }, i) => (swatch > 0 ? [i] : []));
  if (own.length === series.length) return { rows, series };
  const rest = [...series.keys()].filter((i) => !own.includes(i));
  return {
    series: [...own.map((i) => series[i] as ChartSeries), { label: others, filters: '', swatch: 0 }],
    rows: rows.map((row) => ({
      ...row,
      figures: [
        ...own.map((i) => row.figures[i] as Figure),
        { count: rest.reduce((sum, i) => sum + (row.figures[i]?.count ?? 0), 0), href: null },
      ],
    })),
  };
}

/** @param part the section of the board that holds the table */
export function readChart(part: HTMLElement): ChartData {
  const heads = [...part.querySelectorAll<HTMLElement>('th[data-series]')];
  const series = heads.map(
    ({ dataset, textContent }): ChartSeries => ({
      label: dataset.label ?? textContent ?? '',
      filters: dataset.filters ?? '',
      swatch: Number(dataset.swatch ?? 0),
    }),
  );
  const lines = [...part.querySelectorAll<HTMLElement>('tr[data-row]')];
  const rows = lines.map((line): ChartRow => {
    const total = line.querySelector<HTMLElement>('td[data-total]');
    return {
      label: line.dataset.label ?? '',
      filters: line.dataset.filters ?? '',
      chosen: line.dataset.chosen !== undefined,
      total: total && figureOf(total),
      figures: [...line.querySelectorAll<HTMLElement>('td[data-cell]')].map(figureOf),
    };
  });
  const events = [...part.querySelectorAll<HTMLElement>('[data-events] > li')].flatMap((event, i) => {
    const line = lines.find(({ dataset }) => event.dataset.on?.startsWith(dataset.value ?? ' '));
    return line ? [{ label: line.dataset.label ?? '', number: i + 1 }] : [];
  });
  const plain = series.length === 0;
  const own = plain
    ? {
        series: [{ label: part.dataset.counted ?? '', filters: '', swatch: 1 }],
        rows: rows.map((row) => ({ ...row, figures: row.total ? [row.total] : [] })),
      }
    : { series, rows };
  return { ...withOthersJoined(own.rows, own.series, part.dataset.others ?? ''), events };
}
