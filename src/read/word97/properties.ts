import { OversizedWordFile } from './damaged.ts';
import type { WordFile } from './fib.ts';
import type { ParagraphModifiers } from './formatted-pages.ts';
import { viewOf } from './plc.ts';
import { SPRM, sprmsOf } from './sprm.ts';
import type { Style, StyleSheet } from './styles.ts';

/** A character of a font of pictures that stands where the text holds a bracket. */
export interface Symbol {
  readonly font: number;
  readonly code: number;
}

/** What is known of characters besides what they are. */
export interface CharacterProperties {
  /** Shown neither on the screen nor on paper. */
  readonly hidden: boolean;
  /** Crossed out, or added, by a tracked change that nobody has accepted yet. */
  readonly deleted: boolean;
  readonly inserted: boolean;
  readonly bold: boolean;
  /** Struck through (gạch ngang), as a look: it can be read. */
  readonly struck: boolean;
  /** Shown in capitals, or in small ones, whatever its letters are. */
  readonly capitals: boolean;
  readonly smallCapitals: boolean;
  /** The numbers of the fonts of ASCII, and of what lies beyond. */
  readonly font: number;
  readonly fontBeyondAscii: number;
  /** A control character that stands for something: a picture, a note. */
  readonly special: boolean;
  readonly symbol: Symbol | null;
  /** Where the data of a picture lie; of an embedded object, or of a field in a form, too. */
  readonly picture: number | null;
  readonly object: boolean;
  readonly formData: boolean;
}

/** The cells of a row, as its end defines them. */
export interface RowDefinition {
  /** The edges of its cells from the left, twips; one more than there are cells. */
  readonly edges: readonly number[];
  /** For each cell: 0 alone, 1 goes on with the cell above, 2 or 3 begins cells that go on below. */
  readonly merged: readonly number[];
}

/** What is known of a paragraph besides its text. */
export interface ParagraphProperties {
  readonly style: number;
  /** How deep in tables it stands: 0 outside of them. */
  readonly depth: number;
  /** It is the end of a row, or of a row or a cell of a table within a cell. */
  readonly rowEnd: boolean;
  readonly innerRowEnd: boolean;
  readonly innerCellEnd: boolean;
  /** The number of its list, from 1 (0: none), and its level there, from 0. */
  readonly list: number;
  readonly level: number;
  readonly row: RowDefinition | null;
}

/** A chain of styles is no longer: it would be a circle. */
const MAX_STYLE_CHAIN = 20;

/** Tables in tables in tables: deeper ones are taken for one of this depth. */
const MAX_DEPTH = 12;

/** The long lists of modifiers of one file together: no document measured had 1 MB of them. */
const MAX_LONG_LISTS = 20_000_000;

/** A row has no more cells ([MS-DOC] 2.9.308). */
const MAX_CELLS = 63;
const CELL_BYTES = 20;

type Changes = { -readonly [Key in keyof ParagraphProperties]?: ParagraphProperties[Key] } & {
  inTable?: boolean;
};

/** The inner map of a key, made where there is none. */
function known<Key, InnerKey, Value>(maps: Map<Key, Map<InnerKey, Value>>, key: Key): Map<InnerKey, Value> {
  const found = maps.get(key);
  if (found) return found;
  const made = new Map<InnerKey, Value>();
  maps.set(key, made);
  return made;
}

/** Works out the properties of characters and paragraphs: their styles, and what changes them ([MS-DOC] 2.4.6). */
export class PropertyReader {
  readonly #sheet: StyleSheet;
  readonly #data: Uint8Array;
  readonly #characters = new Map<Uint8Array, Map<Uint8Array, Map<number, CharacterProperties>>>();
  readonly #characterStyles = new Map<number, CharacterProperties>();
  readonly #paragraphs = new Map<ParagraphModifiers, Map<Uint8Array, ParagraphProperties>>();
  readonly #longLists = new Map<number, Changes>();
  #longBytes = 0;

  constructor(file: WordFile, sheet: StyleSheet) {
    this.#sheet = sheet;
    this.#data = file.data;
  }

  /** The level of a heading, 1 to 9, that a style makes; 0 for one that makes none. */
  headingOf(style: number): number {
    const builtIn = this.#sheet.styles[style]?.builtIn ?? 0;
    return builtIn >= 1 && builtIn <= 9 ? builtIn : 0;
  }

  /** Of characters in a paragraph of a style, with modifiers of their own, and of the piece of text they stand in. */
  characters(style: number, modifiers: Uint8Array, ofPiece: Uint8Array): CharacterProperties {
    const ofModifiers = known(this.#characters, modifiers);
    const ofStyle = known(ofModifiers, ofPiece);
    const found = ofStyle.get(style);
    if (found) return found;
    const styled = this.#ofStyle(style);
    const own = applyCharacters(this.#withCharacterStyle(styled, modifiers), modifiers);
    const properties = ofPiece.length === 0 ? own : applyCharacters(own, ofPiece);
    ofStyle.set(style, properties);
    return properties;
  }

  /** Of a paragraph. */
  paragraph(modifiers: ParagraphModifiers, ofPiece: Uint8Array): ParagraphProperties {
    const ofModifiers = known(this.#paragraphs, modifiers);
    const found = ofModifiers.get(ofPiece);
    if (found) return found;
    const changes: Changes = {};
    for (const style of this.#chain(modifiers.style)) this.#change(changes, style.paragraph, true);
    changes.style = modifiers.style;
    this.#change(changes, modifiers.modifiers, true);
    if (ofPiece.length > 0) this.#change(changes, ofPiece, true);
    const { inTable = false, depth = inTable ? 1 : 0, ...rest } = changes;
    const properties: ParagraphProperties = {
      rowEnd: false,
      innerRowEnd: false,
      innerCellEnd: false,
      list: 0,
      level: 0,
      row: null,
      style: modifiers.style,
      ...rest,
      depth: Math.min(MAX_DEPTH, inTable ? Math.max(1, depth) : Math.max(0, depth)),
    };
    ofModifiers.set(ofPiece, properties);
    return properties;
  }

  /** A style and what it is based on, the farthest base first. */
  #chain(style: number): Style[] {
    const chain: Style[] = [];
    for (let at: number | null = style; at !== null && chain.length < MAX_STYLE_CHAIN; ) {
      const found: Style | null = this.#sheet.styles[at] ?? null;
      if (!found) break;
      chain.unshift(found);
      at = found.base;
    }
    return chain;
  }

  #ofStyle(style: number): CharacterProperties {
    const found = this.#characterStyles.get(style);
    if (found) return found;
    let properties: CharacterProperties = {
      hidden: false,
      deleted: false,
      inserted: false,
      bold: false,
      struck: false,
      capitals: false,
      smallCapitals: false,
      font: this.#sheet.font,
      fontBeyondAscii: this.#sheet.fontBeyondAscii,
      special: false,
      symbol: null,
      picture: null,
      object: false,
      formData: false,
    };
    for (const { character } of this.#chain(style)) properties = applyCharacters(properties, character);
    this.#characterStyles.set(style, properties);
    return properties;
  }

  /** The style of characters stands between that of their paragraph and their own; two that both switch on, switch off. */
  #withCharacterStyle(base: CharacterProperties, modifiers: Uint8Array): CharacterProperties {
    let number: number | null = null;
    for (const { code, operand } of sprmsOf(modifiers))
      if (code === SPRM.CIstd) number = operand.getUint16(0, true);
    if (number === null) return base;
    const plain: CharacterProperties = {
      ...base,
      hidden: false,
      bold: false,
      struck: false,
      capitals: false,
      smallCapitals: false,
    };
    let styled = plain;
    for (const { character } of this.#chain(number)) styled = applyCharacters(styled, character);
    return {
      ...styled,
      hidden: styled.hidden !== base.hidden,
      bold: styled.bold !== base.bold,
      struck: styled.struck !== base.struck,
      capitals: styled.capitals !== base.capitals,
      smallCapitals: styled.smallCapitals !== base.smallCapitals,
    };
  }

  #change(changes: Changes, modifiers: Uint8Array, mayBeLong: boolean): void {
    for (const { code, operand } of sprmsOf(modifiers)) {
      switch (code) {
        case SPRM.PIstd:
          changes.style = operand.getUint16(0, true);
          break;
        case SPRM.PFInTable:
          changes.inTable = operand.getUint8(0) !== 0;
          break;
        case SPRM.PFTtp:
          changes.rowEnd = operand.getUint8(0) !== 0;
          break;
        case SPRM.PItap:
          changes.depth = operand.getInt32(0, true);
          break;
        case SPRM.PDtap:
          changes.depth = (changes.depth ?? (changes.inTable ? 1 : 0)) + operand.getInt32(0, true);
          break;
        case SPRM.PFInnerTtp:
          changes.innerRowEnd = operand.getUint8(0) !== 0;
          break;
        case SPRM.PFInnerTableCell:
          changes.innerCellEnd = operand.getUint8(0) !== 0;
          break;
        case SPRM.PIlfo:
          changes.list = operand.getUint16(0, true);
          break;
        case SPRM.PIlvl:
          changes.level = operand.getUint8(0);
          break;
        case SPRM.TDefTable:
          changes.row = rowOf(operand);
          break;
        case SPRM.TVertMerge:
          changes.row = withMerge(changes.row ?? null, operand);
          break;
        case SPRM.PHugePapx:
        case SPRM.PHugePapxOld:
        case SPRM.PTableProps:
          if (mayBeLong) Object.assign(changes, this.#longList(operand.getUint32(0, true)));
          break;
      }
    }
  }

  /** What a list of modifiers changes that is too long for its page, and lies in the stream of data. */
  #longList(at: number): Changes {
    const found = this.#longLists.get(at);
    if (found) return found;
    const length = viewOf(this.#data).getUint16(at, true);
    this.#longBytes += length;
    if (this.#longBytes > MAX_LONG_LISTS) throw new OversizedWordFile('its formatting has no end');
    const changes: Changes = {};
    this.#change(changes, this.#data.subarray(at + 2, at + 2 + length), false);
    this.#longLists.set(at, changes);
    return changes;
  }
}

/** The value of a switch ([MS-DOC] 2.9.327, ToggleOperand) where a style says `styled`. */
function toggled(operand: DataView, styled: boolean): boolean {
  const value = operand.getUint8(0);
  if (value === 0x80) return styled;
  if (value === 0x81) return !styled;
  return value !== 0;
}

function applyCharacters(styled: CharacterProperties, modifiers: Uint8Array): CharacterProperties {
  if (modifiers.length === 0) return styled;
  let changed: { -readonly [Key in keyof CharacterProperties]: CharacterProperties[Key] } = { ...styled };
  for (const { code, operand } of sprmsOf(modifiers)) {
    switch (code) {
      case SPRM.CPlain:
        changed = {
          ...changed,
          hidden: styled.hidden,
          bold: styled.bold,
          struck: styled.struck,
          capitals: styled.capitals,
          smallCapitals: styled.smallCapitals,
          font: styled.font,
          fontBeyondAscii: styled.fontBeyondAscii,
        };
        break;
      case SPRM.CFVanish:
        changed.hidden = toggled(operand, styled.hidden);
        break;
      case SPRM.CFFldVanish:
        // What a field hides is dropped with the field; outside of one, nobody sees it either.
        if (operand.getUint8(0) !== 0) changed.hidden = true;
        break;
      case SPRM.CFBold:
        changed.bold = toggled(operand, styled.bold);
        break;
      case SPRM.CFCaps:
        changed.capitals = toggled(operand, styled.capitals);
        break;
      case SPRM.CFSmallCaps:
        changed.smallCapitals = toggled(operand, styled.smallCapitals);
        break;
      case SPRM.CFStrike:
        changed.struck = toggled(operand, styled.struck);
        break;
      case SPRM.CFDStrike:
        changed.struck = operand.getUint8(0) !== 0;
        break;
      case SPRM.CFRMarkDel:
        changed.deleted = operand.getUint8(0) !== 0;
        break;
      case SPRM.CFRMarkIns:
        changed.inserted = operand.getUint8(0) !== 0;
        break;
      case SPRM.CRgFtc0:
        changed.font = operand.getUint16(0, true);
        break;
      case SPRM.CRgFtc2:
        changed.fontBeyondAscii = operand.getUint16(0, true);
        break;
      case SPRM.CFSpec:
        changed.special = operand.getUint8(0) !== 0;
        break;
      case SPRM.CSymbol:
        changed.symbol = { font: operand.getUint16(0, true), code: operand.getUint16(2, true) };
        changed.special = true;
        break;
      case SPRM.CPicLocation:
        changed.picture = operand.getUint32(0, true);
        changed.special = true;
        break;
      case SPRM.CFObj:
      case SPRM.CFOle2:
        changed.object = operand.getUint8(0) !== 0;
        break;
      case SPRM.CFData:
        changed.formData = operand.getUint8(0) !== 0;
        break;
    }
  }
  return changed;
}

/** The cells of a row ([MS-DOC] 2.9.308, TDefTableOperand). */
function rowOf(operand: DataView): RowDefinition {
  const count = Math.min(MAX_CELLS, operand.getUint8(0));
  const edges = Array.from({ length: count + 1 }, (_, index) => operand.getInt16(1 + index * 2, true));
  const cells = 1 + (count + 1) * 2;
  const merged = Array.from({ length: count }, (_, index) => {
    const at = cells + index * CELL_BYTES;
    return at + 2 <= operand.byteLength ? (operand.getUint16(at, true) >> 5) & 3 : 0;
  });
  return { edges, merged };
}

function withMerge(row: RowDefinition | null, operand: DataView): RowDefinition | null {
  const cell = operand.getUint8(0);
  if (!row || cell >= row.merged.length) return row;
  return { ...row, merged: row.merged.with(cell, operand.getUint8(1) & 3) };
}
