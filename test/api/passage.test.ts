import { expect, inject, test } from 'vitest';

const portal = inject('portal');
const passage = (parameters: Record<string, string>) =>
  fetch(`${portal}/doan?${new URLSearchParams(parameters)}`);

/** A document that is there. */
const PLAN = '58-ctr-tu-binh-thuan-2023';

const marked = (html: string) =>
  [...html.matchAll(/<mark>(.*?)<\/mark>/gsu)].map(([, text]) => text).join(' ');

test('a task is marked in its block, with the blocks around it and what is known of it', async () => {
  const { items } = await (await fetch(`${portal}/api/tasks?hitsPerPage=200`)).json();
  for (const { documentId, task } of items.slice(0, 40)) {
    const [from, to] = task.span;
    const html = await (await passage({ document: documentId, from: `${from}`, to: `${to}` })).text();
    const plain = (text: string) => text.replace(/\s+/gu, ' ').trim();
    expect(plain(marked(html)).replaceAll('&amp;', '&').replaceAll('&quot;', '"')).toBe(plain(task.text));
    expect(html).not.toContain('<html');
    if (task.leads.length > 0) expect(html).toContain(task.leads[0]);
  }
});

test.each([
  {},
  { document: PLAN },
  { document: PLAN, from: '10', to: '10' },
  { document: PLAN, from: '20', to: '10' },
  { document: PLAN, from: '99999999', to: '100000000' },
  { document: PLAN, from: '-1', to: '5' },
  { document: PLAN, from: '1e3', to: '2e3' },
  { document: 'khong-co', from: '0', to: '5' },
  { document: '" OR access = internal', from: '0', to: '5' },
  { document: '../../package.json', from: '0', to: '5' },
])('%j is no passage, and says nothing else', async (parameters) => {
  const answer = await passage(parameters as Record<string, string>);
  expect(answer.status).toBe(404);
});

test('a passage that goes beyond the text ends with it', async () => {
  const record = await (await fetch(`${portal}/api/documents/${PLAN}`)).json();
  const last = record.blocks.at(-1).span;
  const answer = await passage({ document: PLAN, from: `${last[0]}`, to: '999999999' });
  expect(answer.status).toBe(200);
  expect(marked(await answer.text())).toContain(record.text.slice(...last).slice(0, 10));
});
