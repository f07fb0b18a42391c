/** Charts as pictures (svg, png), each with its title, filters, rule and date inside, so that it can be quoted alone. */

import { LIVE } from '../labels/live.ts';
import { say } from './voice.ts';

const MARGIN = 24;
const LINE = 18;
const TITLE = 18;
const TEXT = 12;
/** Pixels of a png for each of the page: sharp on paper. */
const SCALE = 2;
/** Letters that fit a line of small text, for each pixel of its width. */
const LETTERS_PER_PIXEL = 0.165;

const SVG = 'http://www.w3.org/2000/svg';

function wrapped(text: string, width: number): string[] {
  const most = Math.max(24, Math.floor((width - 2 * MARGIN) * LETTERS_PER_PIXEL));
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < most) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** An element with its colours as they are on the page: a file knows none of the page's variables. */
function resolved(source: Element): Element {
  const copy = source.cloneNode(true) as Element;
  const pairs: [Element, Element][] = [[source, copy]];
  const originals = source.querySelectorAll('*');
  copy.querySelectorAll('*').forEach((element, i) => {
    pairs.push([originals[i] as Element, element]);
  });
  for (const [original, element] of pairs) {
    const style = getComputedStyle(original);
    for (const name of ['fill', 'stroke', 'color'] as const) {
      const value = style[name];
      if (value && !value.includes('url(')) element.setAttribute(name, value);
    }
    for (const name of ['font-size', 'stroke-width', 'stroke-opacity', 'text-anchor', 'paint-order'] as const)
      element.setAttribute(name, style.getPropertyValue(name));
    element.removeAttribute('style');
    element.removeAttribute('class');
  }
  return copy;
}

function element(name: string, attributes: Readonly<Record<string, string | number>>, content = ''): Element {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  made.textContent = content;
  return made;
}

interface Picture {
  readonly markup: string;
  readonly width: number;
  readonly height: number;
}

/** The chart of a part with what it says of itself around it; null while the chart is not drawn. */
function pictureOf(part: HTMLElement): Picture | null {
  const chart = part.querySelector<SVGSVGElement>('svg.recharts-surface');
  if (!chart) return null;
  const { width: chartWidth, height: chartHeight } = chart.getBoundingClientRect();
  const width = Math.max(480, Math.ceil(chartWidth)) + 2 * MARGIN;
  const style = getComputedStyle(part);
  const [ink, muted, paper] = ['--ink', '--muted', '--surface'].map((name) => {
    const probe = document.createElement('span');
    probe.style.color = `var(${name})`;
    part.append(probe);
    const { color } = getComputedStyle(probe);
    probe.remove();
    return color;
  }) as [string, string, string];
  const root = element('svg', { xmlns: SVG, width, 'font-family': style.fontFamily });
  let y = MARGIN + TITLE;
  const write = (text: string, size: number, fill: string, weight = 400) => {
    for (const line of wrapped(text, width * (TEXT / size))) {
      root.append(element('text', { x: MARGIN, y, 'font-size': size, 'font-weight': weight, fill }, line));
      y += Math.max(LINE, size + 6);
    }
  };
  write(part.querySelector('h2')?.textContent?.trim() ?? '', TITLE, ink, 600);
  for (const sentence of part.querySelectorAll('[data-leading]'))
    write(sentence.textContent?.trim() ?? '', TEXT + 1, ink);
  const defs = document.querySelector('.patterns defs');
  if (defs) root.append(resolved(defs));
  for (const entry of part.querySelectorAll('[data-legend] > li')) {
    const fill = entry.querySelector('rect')?.getAttribute('fill') ?? '';
    root.append(element('rect', { x: MARGIN, y: y - TEXT, width: TEXT, height: TEXT, fill }));
    root.append(
      element(
        'text',
        { x: MARGIN + TEXT + 6, y, 'font-size': TEXT, fill: ink },
        entry.textContent?.trim().replace(/\s+/gu, ' '),
      ),
    );
    y += LINE;
  }
  const drawn = resolved(chart);
  drawn.setAttribute('x', String(MARGIN));
  drawn.setAttribute('y', String(y - TEXT));
  drawn.setAttribute('width', String(chartWidth));
  drawn.setAttribute('height', String(chartHeight));
  root.append(drawn);
  y += chartHeight + LINE;
  for (const event of part.querySelectorAll('[data-events] > li'))
    write(
      `(${[...(event.parentElement?.children ?? [])].indexOf(event) + 1}) ${event.textContent?.trim()}`,
      TEXT,
      muted,
    );
  const said = document.querySelector<HTMLElement>('[data-board]')?.dataset.said?.split('\n') ?? [];
  const rule = part.querySelector('[data-rule]')?.textContent?.trim();
  for (const line of [...(rule ? [rule] : []), ...said]) write(line, TEXT, muted);
  const height = y + MARGIN - LINE;
  root.setAttribute('height', String(height));
  root.setAttribute('viewBox', `0 0 ${width} ${height}`);
  root.prepend(element('rect', { width, height, fill: paper }));
  return { markup: new XMLSerializer().serializeToString(root), width, height };
}

function save(content: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // the download has begun by then
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

async function toPng({ markup, width, height }: Picture): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(markup)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(width * SCALE);
  canvas.height = Math.ceil(height * SCALE);
  const context = canvas.getContext('2d');
  context?.scale(SCALE, SCALE);
  context?.drawImage(image, 0, 0, width, height);
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error('no picture could be made'))),
      'image/png',
    );
  });
}

/** A chart that is not drawn yet is brought into view, which draws it. */
async function drawnPicture(part: HTMLElement): Promise<Picture> {
  for (let tries = 0; tries < 50; tries++) {
    const picture = pictureOf(part);
    if (picture) return picture;
    part.querySelector('.chart-place')?.scrollIntoView({ block: 'nearest' });
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the chart is not drawn');
}

document.addEventListener('click', async (event) => {
  const button = (event.target as Element).closest<HTMLElement>('[data-picture]');
  const part = button?.closest<HTMLElement>('[data-part]');
  if (!button || !part) return;
  try {
    await savePicture(part, button.dataset.picture === 'png' ? 'png' : 'svg');
  } catch {
    say(LIVE.noPicture);
    button.textContent = LIVE.noPicture;
  }
});

async function savePicture(part: HTMLElement, format: 'svg' | 'png'): Promise<void> {
  const picture = await drawnPicture(part);
  save(
    format === 'png' ? await toPng(picture) : new Blob([picture.markup], { type: 'image/svg+xml' }),
    `vanthu-${part.dataset.part}.${format}`,
  );
}
