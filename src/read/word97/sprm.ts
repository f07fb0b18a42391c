import { viewOf } from './plc.ts';

/** A single property modifier ([MS-DOC] 2.2.5): what is changed, and to what. */
export interface Sprm {
  readonly code: number;
  /** Without the length before it. */
  readonly operand: DataView;
}

/** The codes that are read; all others change how the text looks, and nothing of what it says. */
export const SPRM = {
  // characters
  CFRMarkDel: 0x0800,
  CFRMarkIns: 0x0801,
  CFFldVanish: 0x0802,
  CPicLocation: 0x6a03,
  CFData: 0x0806,
  CSymbol: 0x6a09,
  CFOle2: 0x080a,
  CPlain: 0x2a33,
  CFBold: 0x0835,
  CFStrike: 0x0837,
  CFSmallCaps: 0x083a,
  CFCaps: 0x083b,
  CFDStrike: 0x2a53,
  CFVanish: 0x083c,
  CIstd: 0x4a30,
  CRgFtc0: 0x4a4f,
  CRgFtc2: 0x4a51,
  CFSpec: 0x0855,
  CFObj: 0x0856,
  // paragraphs
  PIstd: 0x4600,
  PFInTable: 0x2416,
  PFTtp: 0x2417,
  PIlvl: 0x260a,
  PIlfo: 0x460b,
  PHugePapxOld: 0x6645,
  PHugePapx: 0x6646,
  PItap: 0x6649,
  PDtap: 0x664a,
  PFInnerTableCell: 0x244b,
  PFInnerTtp: 0x244c,
  PTableProps: 0x646b,
  PChgTabs: 0xc615,
  // rows of tables
  TDefTable10: 0xd606,
  TDefTable: 0xd608,
  TVertMerge: 0xd62b,
} as const;

/** Bytes of the operand by the last three bits of the code (spra); 0 for one that tells its length. */
const OPERAND_BYTES = [1, 1, 2, 4, 2, 2, 0, 3] as const;

/** A change of tabs that is longer than its length can tell says so with this. */
const LONGER = 255;

/** The modifiers of a list (grpprl), in order, up to one that is cut short: lists may be filled up with zeros. */
export function* sprmsOf(grpprl: Uint8Array): Generator<Sprm> {
  const view = viewOf(grpprl);
  let at = 0;
  while (at + 2 < grpprl.length) {
    const code = view.getUint16(at, true);
    at += 2;
    let length: number = OPERAND_BYTES[code >> 13] as number;
    if (code === SPRM.TDefTable || code === SPRM.TDefTable10) {
      if (at + 2 > grpprl.length) return;
      length = Math.max(0, view.getUint16(at, true) - 1);
      at += 2;
    } else if (length === 0) {
      length = view.getUint8(at++);
      if (code === SPRM.PChgTabs && length === LONGER) {
        // What is deleted, four bytes each, and what is added, three.
        if (at >= grpprl.length) return;
        const deleted = view.getUint8(at);
        const added = at + 1 + deleted * 4;
        if (added >= grpprl.length) return;
        length = 2 + deleted * 4 + view.getUint8(added) * 3;
      }
    }
    if (at + length > grpprl.length) return;
    yield { code, operand: viewOf(grpprl.subarray(at, at + length)) };
    at += length;
  }
}

/** What the short form of a modifier (Prm0, [MS-DOC] 2.9.214) stands for, of the codes that are read. */
const SHORT: Readonly<Record<number, number>> = {
  12: SPRM.PIlvl,
  24: SPRM.PFInTable,
  25: SPRM.PFTtp,
  65: SPRM.CFRMarkDel,
  66: SPRM.CFRMarkIns,
  67: SPRM.CFFldVanish,
  83: SPRM.CPlain,
  85: SPRM.CFBold,
  87: SPRM.CFStrike,
  90: SPRM.CFSmallCaps,
  91: SPRM.CFCaps,
  92: SPRM.CFVanish,
  115: SPRM.CFDStrike,
  117: SPRM.CFSpec,
  118: SPRM.CFObj,
};

/** An empty list: the same one each time, so that what was worked out for it is known. */
export const NO_MODIFIERS = new Uint8Array(0);

/** The modifier that a short form stands for, as a list of one; an empty list for one that is not read. */
export function shortModifier(prm: number): Uint8Array {
  const code = SHORT[(prm >> 1) & 0x7f];
  return code === undefined ? NO_MODIFIERS : Uint8Array.of(code & 0xff, code >> 8, prm >> 8);
}
