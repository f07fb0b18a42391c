import { legible } from './legible.ts';
import { escapeXml, XML_DECLARATION } from './xml.ts';

/** A sheet as the workbook lists it. */
export interface ListedSheet {
  readonly name: string;
  /** range of its filter (`$A$1:$C$9`); without it there is none */
  filter?: string;
}

/** The workbook part (ECMA-376 part 1, 18.2.27). Sheet `i` has the relationship `rId${i + 1}`. */
export function workbook(sheets: readonly ListedSheet[]): string {
  const listed = sheets.map(
    ({ name }, i) => `<sheet name="${escapeXml(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`,
  );
  // Excel keeps the range of a filter under a hidden name besides, and some readers find it only there
  const names = sheets.flatMap(({ name, filter }, i) =>
    filter
      ? [
          `<definedName name="_xlnm._FilterDatabase" localSheetId="${i}" hidden="1">${escapeXml(`'${name.replaceAll("'", "''")}'!${filter}`)}</definedName>`,
        ]
      : [],
  );
  const defined = names.length ? `<definedNames>${names.join('')}</definedNames>` : '';
  return `${XML_DECLARATION}<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>${listed.join('')}</sheets>${defined}</workbook>`;
}

/** Excel's limit for the name of a sheet, in UTF-16 units. */
const LONGEST_NAME = 31;

/**
 * A name that Excel takes for a sheet: not empty, without `[]:*?/\`, controls and apostrophes at its ends, not
 * `History`, not longer than 31, and none of those taken (capitals don't tell names apart).
 */
export function sheetName(title: string, taken: readonly string[]): string {
  const plain = legible(title)
    .replace(/[[\]:*?/\\\s]+/gu, ' ')
    .replace(/^[' ]+|[' ]+$/gu, '');
  const whole = !plain || /^history$/iu.test(plain) ? `${plain}_` : plain;
  const used = new Set(taken.map((name) => name.toLowerCase()));
  for (let count = 1; ; count++) {
    const suffix = count > 1 ? ` (${count})` : '';
    const name = legible(whole.slice(0, LONGEST_NAME - suffix.length)).replace(/[' ]+$/u, '') + suffix;
    if (!used.has(name.toLowerCase())) return name;
  }
}
