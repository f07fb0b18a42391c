/** How every part begins. */
export const XML_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** A legible text (see `legible`) as content of an element or value of an attribute in double quotes. */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"]/gu, (character) => ENTITIES[character] as string);
}

const RELATIONSHIPS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/**
 * A relationships part (ECMA-376 part 2, 6.5).
 * @param targets kind and target of each; their ids are `rId1`, `rId2` and so on
 */
export function relationships(targets: readonly (readonly [kind: string, target: string])[]): string {
  const items = targets.map(
    ([kind, target], i) =>
      `<Relationship Id="rId${i + 1}" Type="${RELATIONSHIPS}/${kind}" Target="${target}"/>`,
  );
  return `${XML_DECLARATION}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${items.join('')}</Relationships>`;
}

/**
 * The content types of a package (ECMA-376 part 2, 6.2.3).
 * @param ordinary type of the parts that `special` doesn't name
 * @param special type of a part by its name, which begins with a slash
 */
export function contentTypes(ordinary: string, special: Readonly<Record<string, string>>): string {
  const overrides = Object.entries(special).map(
    ([part, type]) => `<Override PartName="${part}" ContentType="${type}"/>`,
  );
  return `${XML_DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="${ordinary}"/>${overrides.join('')}</Types>`;
}
