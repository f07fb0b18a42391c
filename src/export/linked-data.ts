import { nameOf, numberOf, titleOf } from '../labels/citation.ts';
import type { DocumentRecord } from '../record/record.ts';
import type { Published } from './akoma-ntoso.ts';

/**
 * A document as linked data (JSON-LD) in the words of schema.org: `Legislation`, which is what official papers are there,
 * and `DigitalDocument`. What is unknown is left out.
 */
export function toLinkedData(record: DocumentRecord, { addressOf, indexedAt }: Published): object {
  const url = addressOf(record.id);
  const number = numberOf(record);
  const cited = record.citations.map(({ text, targetId, issuedOn }) => ({
    '@type': 'Legislation',
    name: text,
    ...(targetId !== null && { '@id': addressOf(targetId), url: addressOf(targetId) }),
    ...(issuedOn !== null && { legislationDate: issuedOn }),
  }));
  return {
    '@context': 'https://schema.org',
    '@type': ['Legislation', 'DigitalDocument'],
    '@id': url,
    url,
    name: titleOf(record),
    alternateName: nameOf(record),
    inLanguage: 'vi',
    ...(record.type !== null && { legislationType: record.type }),
    ...(number !== '' && { legislationIdentifier: number }),
    ...(record.issuedOn !== null && { legislationDate: record.issuedOn, datePublished: record.issuedOn }),
    ...(record.issuer !== null && {
      legislationPassedBy: { '@type': 'GovernmentOrganization', name: record.issuer },
    }),
    ...(record.province !== null && {
      legislationJurisdiction: { '@type': 'AdministrativeArea', name: record.province },
    }),
    ...(record.subjectYear !== null && { temporalCoverage: String(record.subjectYear) }),
    ...(record.sourceUrl !== null && { isBasedOn: record.sourceUrl }),
    ...(cited.length > 0 && { citation: cited }),
    dateModified: indexedAt,
    isAccessibleForFree: record.access === 'public',
  };
}

/** Linked data inside of a page: a text in it must not end the element that it stands in. */
export function inPage(data: object): string {
  return JSON.stringify(data).replace(/</gu, '\\u003c');
}
