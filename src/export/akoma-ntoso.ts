import { numberOf } from '../labels/citation.ts';
import type { Block } from '../record/block.ts';
import type { DocumentRecord } from '../record/record.ts';
import { fold } from '../text/fold.ts';
import { legible } from './legible.ts';
import { escapeXml, XML_DECLARATION } from './xml.ts';

const NAMESPACE = 'http://docs.oasis-open.org/legaldocml/ns/akn/3.0';

/** What an export of a document tells beside the document itself. */
export interface Published {
  /** Where a document of the corpus is read, absolute. */
  readonly addressOf: (id: string) => string;
  /** When the corpus was last brought up to date (ISO instant). */
  readonly indexedAt: string;
}

const slug = (text: string) =>
  fold(text)
    .replace(/[^a-z0-9]+/gu, '-')
    .replace(/^-|-$/gu, '');

const element = (name: string, attributes: Readonly<Record<string, string>>, content = ''): string => {
  const written = Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${escapeXml(legible(value))}"`)
    .join('');
  return content === '' ? `<${name}${written}/>` : `<${name}${written}>${content}</${name}>`;
};

/**
 * A document as Akoma Ntoso 3.0 (OASIS LegalDocML, 29/08/2018): `doc`, with one element for each block whose `eId` is the
 * block's anchor, headings nested by their level, and references to the cited documents that are in the corpus. Valid
 * after the schema of OASIS. What is unknown is left out; where the standard wants a date and there is none, it is the
 * date of the index, and is called so.
 */
export function toAkomaNtoso(record: DocumentRecord, published: Published): string {
  const body = record.blocks.filter(({ kind }) => kind !== 'head' && kind !== 'tail');
  const write = (blocks: readonly Block[]) =>
    blocks.map((block) => paragraph(record, block, published)).join('');
  const head = write(record.blocks.filter(({ kind }) => kind === 'head'));
  const tail = write(record.blocks.filter(({ kind }) => kind === 'tail'));
  const content = [
    metaOf(record, published),
    head && element('preface', {}, head),
    element('mainBody', {}, hierarchy(record, body, published) || '<p/>'),
    tail && element('conclusions', {}, tail),
  ].join('');
  const doc = element('doc', { name: slug(record.type ?? 'van ban'), contains: 'originalVersion' }, content);
  return `${XML_DECLARATION.replace(' standalone="yes"', '')}${element('akomaNtoso', { xmlns: NAMESPACE }, doc)}\n`;
}

/** `/akn/vn/doc/ke-hoach/2023-05-19/89-kh-bdvtu`: what there is of type, date or year, and number; else the id. */
function workIri({ type, issuedOn, subjectYear, id, ...named }: DocumentRecord): string {
  const number = numberOf(named);
  const when = issuedOn ?? (subjectYear === null ? null : String(subjectYear));
  const parts = ['akn', 'vn', 'doc', type && slug(type), when, (number && slug(number)) || id];
  return `/${parts.filter(Boolean).join('/')}`;
}

function metaOf(record: DocumentRecord, { addressOf, indexedAt }: Published): string {
  const iri = workIri(record);
  const date = record.issuedOn
    ? element('FRBRdate', { date: record.issuedOn, name: 'issued' })
    : element('FRBRdate', { date: indexedAt.slice(0, 10), name: 'indexed' });
  const author = element('FRBRauthor', { href: record.issuer ? '#issuer' : '#vanthu' });
  const level = (name: string, suffix: string, more: string) =>
    element(
      name,
      {},
      element('FRBRthis', { value: `${iri}${suffix}/!main` }) +
        element('FRBRuri', { value: iri + suffix }) +
        (name === 'FRBRManifestation'
          ? element('FRBRalias', { value: addressOf(record.id), name: 'portal' })
          : '') +
        date +
        author +
        more,
    );
  const number = numberOf(record);
  const identification = element(
    'identification',
    { source: '#vanthu' },
    level(
      'FRBRWork',
      '',
      element('FRBRcountry', { value: 'vn' }) +
        (record.type ? element('FRBRsubtype', { value: slug(record.type) }) : '') +
        (number ? element('FRBRnumber', { value: number }) : '') +
        (record.title ? element('FRBRname', { value: record.title }) : ''),
    ) +
      level('FRBRExpression', '/vie@', element('FRBRlanguage', { language: 'vie' })) +
      level('FRBRManifestation', '/vie@.xml', element('FRBRformat', { value: 'application/akn+xml' })),
  );
  const organization = (eId: string, showAs: string) =>
    element('TLCOrganization', { eId, href: `/akn/ontology/organization/vn/${slug(showAs)}`, showAs });
  const references = element(
    'references',
    { source: '#vanthu' },
    organization('vanthu', 'Văn Thư') + (record.issuer ? organization('issuer', record.issuer) : ''),
  );
  return element('meta', {}, identification + references);
}

/** Headings hold what stands under them, up to the next one of their level or a higher one. */
function hierarchy(record: DocumentRecord, blocks: readonly Block[], published: Published): string {
  let xml = '';
  for (let at = 0; at < blocks.length; ) {
    const block = blocks[at] as Block;
    if (block.kind !== 'heading') {
      xml += leaf(record, block, published);
      at++;
      continue;
    }
    const level = block.level ?? 1;
    let end = at + 1;
    while (end < blocks.length && !endsUnder(blocks[end] as Block, level)) end++;
    const [label, rest] = labelled(record, block);
    const heading =
      (label ? element('num', {}, inline(record, label, published)) : '') +
      element('heading', {}, inline(record, rest, published));
    const under = hierarchy(record, blocks.slice(at + 1, end), published);
    xml += element('hcontainer', { name: 'heading', eId: block.id }, heading + under);
    at = end;
  }
  return xml;
}

const endsUnder = (block: Block, level: number) => block.kind === 'heading' && (block.level ?? 1) <= level;

function leaf(record: DocumentRecord, block: Block, published: Published): string {
  const [label, rest] = labelled(record, block);
  return element(
    'hcontainer',
    { name: block.kind, eId: block.id },
    (label ? element('num', {}, inline(record, label, published)) : '') +
      element('content', {}, element('p', {}, inline(record, rest, published))),
  );
}

function paragraph(record: DocumentRecord, block: Block, published: Published): string {
  return element('p', { eId: block.id }, inline(record, block.span, published));
}

type Span = Block['span'];

/** The number or mark that a block begins with, its punctuation included, and the rest. */
function labelled({ text }: DocumentRecord, { label, span: [start, end] }: Block): [Span | null, Span] {
  const written = text.slice(start, end);
  if (label === null || !written.startsWith(label)) return [null, [start, end]];
  const [head = ''] = /^\S+\s*/u.exec(written) ?? [];
  const rest = start + head.length;
  return rest < end
    ? [
        [start, start + head.trimEnd().length],
        [rest, end],
      ]
    : [null, [start, end]];
}

/** Text with its lines, and with references to the cited documents that are in the corpus. */
function inline({ text, citations }: DocumentRecord, [start, end]: Span, { addressOf }: Published): string {
  const references = citations
    .flatMap(({ targetId, mentions }) =>
      targetId === null ? [] : mentions.map(([from, to]) => ({ from, to, href: addressOf(targetId) })),
    )
    .filter(({ from, to }) => start <= from && to <= end)
    .sort((a, b) => a.from - b.from);
  let xml = '';
  let at = start;
  for (const { from, to, href } of references) {
    if (from < at) continue;
    xml += lines(text.slice(at, from)) + element('ref', { href }, lines(text.slice(from, to)));
    at = to;
  }
  return xml + lines(text.slice(at, end));
}

const lines = (text: string) => legible(text).split('\n').map(escapeXml).join('<br/>');
