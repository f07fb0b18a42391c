import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { count, expectSound, parse } from './parsing.ts';

const PLAN = `ỦY BAN NHÂN DÂN                    CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH BẾN TRE                       Độc lập - Tự do - Hạnh phúc
Số: 7/KH-UBND                      Bến Tre, ngày 03 tháng 02 năm 2024

KẾ HOẠCH
Trồng hoa năm 2024

Thực hiện Nghị quyết số 1-NQ/TU của Tỉnh ủy, Ủy ban nhân dân tỉnh ban hành kế hoạch như sau:

I. MỤC ĐÍCH
- Làm đẹp đường làng.

II. NỘI DUNG
1. Trồng hoa
- Trồng hoa ven đường: Tháng 3/2024.
- Chăm sóc hoa đã trồng.
- Chủ trì: Sở Hoa Sen; Phối hợp: không.
- Thời gian thực hiện: Thường xuyên.
2. Sở Nội vụ
- Khen thưởng tập thể trồng nhiều hoa (hoàn thành trong tháng 12/2024).

III. TỔ CHỨC THỰC HIỆN
Sở Hoa Sen chủ trì, phối hợp với các địa phương thực hiện kế hoạch này./.

Nơi nhận:                          TM. ỦY BAN NHÂN DÂN
- Như trên;                        CHỦ TỊCH
- Lưu: VT.

                                   Trần Văn Mẫu
`;

describe('a plain plan', () => {
  test('is read as a reader does', async () => {
    const result = await parse(PLAN);
    expectSound(result);
    const { record } = result;
    expect(record).toMatchObject({
      id: '7-kh-ubnd-ben-tre-2024',
      type: 'kế hoạch',
      number: 7,
      symbol: 'KH-UBND',
      issuedOn: '2024-02-03',
      issuer: 'Ủy ban nhân dân tỉnh Bến Tre',
      province: 'Bến Tre',
      title: 'Trồng hoa năm 2024',
      subjectYear: 2024,
      signer: { name: 'Trần Văn Mẫu', position: 'Chủ tịch', onBehalfOf: 'TM. ỦY BAN NHÂN DÂN' },
      recipients: ['Như trên', 'Lưu: VT'],
      messages: [],
    });
    expect(record.tasks.map((task) => [task.blockId, task.schedule.recurrence, task.leads])).toEqual([
      ['ii-1.b1', 'once', ['Sở Hoa Sen']],
      ['ii-1.b2', 'ongoing', ['Sở Hoa Sen']],
      ['ii-2.b1', 'once', ['Sở Nội vụ']],
      ['iii.p1', 'unspecified', ['Sở Hoa Sen']],
    ]);
    expect(record.tasks[0]?.coordinators).toEqual([]);
    expect(record.tasks[3]?.coordinators).toEqual(['các địa phương']);
  });

  test.each([
    [
      '- Chủ trì: Sở Hoa Sen; Phối hợp: Sở Cây Xanh; Thời gian: Quý II/2024.',
      ['Sở Hoa Sen'],
      ['Sở Cây Xanh'],
      'Quý II/2024',
      'three attributes in one bullet',
    ],
    [
      '- Chủ trì: Sở Hoa Sen, Sở Cây Xanh, phối hợp: các xã. Thời gian thực hiện: Tháng 5/2024',
      ['Sở Hoa Sen', 'Sở Cây Xanh'],
      ['các xã'],
      'Tháng 5/2024',
      'commas within a value and between two',
    ],
    [
      '- Thời gian: Tháng 5/2024; Chủ trì: Sở Hoa Sen',
      ['Sở Hoa Sen'],
      [],
      'Tháng 5/2024',
      'the time comes first',
    ],
    ['- Chủ trì: không; Phối hợp: Không có.', [], [], null, 'nobody'],
  ])('%s', async (line, leads, coordinators, time, _why) => {
    const given = '- Chủ trì: Sở Hoa Sen; Phối hợp: không.\n- Thời gian thực hiện: Thường xuyên.';
    const result = await parse(PLAN.replace(given, line));
    expectSound(result);
    const task = result.record.tasks.find(({ blockId }) => blockId === 'ii-1.b2');
    expect(task).toMatchObject({ leads, coordinators, schedule: { text: time } });
  });

  test('spans lead back to the file', async () => {
    const { record, origin } = await parse(PLAN);
    const [start, end] = record.tasks[0]?.span ?? [0, 0];
    expect(PLAN.slice(origin[start], origin[end])).toBe('Trồng hoa ven đường: Tháng 3/2024.');
    const span = record.provenance.number?.span ?? [0, 0];
    expect(PLAN.slice(origin[span[0]], origin[span[1]])).toBe('7/KH-UBND');
  });

  test('the same file gives the same record', async () => {
    expect((await parse(PLAN)).record).toEqual((await parse(PLAN)).record);
  });

  test('declared facts win and say so', async () => {
    const { record } = await parse(PLAN, 'a.txt', {
      access: 'public',
      number: 8,
      issuedOn: '2024-03-01',
      sourceUrl: 'https://example.org/8',
      reasons: { number: 'The stamp says 8.' },
    });
    expect(record).toMatchObject({
      id: '8-kh-ubnd-ben-tre-2024',
      number: 8,
      access: 'public',
      sourceUrl: 'https://example.org/8',
    });
    expect(record.provenance.number).toEqual({ basis: 'declared', reason: 'The stamp says 8.' });
    expect(record.provenance.issuedOn).toEqual({ basis: 'declared' });
  });
});

describe('a secrecy mark in the head', () => {
  for (const mark of ['MẬT', 'TỐI MẬT', 'TUYỆT MẬT']) {
    test(`${mark} is an error`, async () => {
      const { record } = await parse(`${mark}\n\n${PLAN}`);
      expect(
        record.messages.filter((message) => message.severity === 'error').map((message) => message.ruleId),
      ).toEqual(['head/secret']);
    });
  }
  test('within Markdown, and where no type is named', async () => {
    expect((await parse(`**MẬT**\n\n${PLAN}`, 'a.md')).record.messages[0]?.ruleId).toBe('head/secret');
    expect((await parse('SỞ HOA SEN\nTỐI MẬT\nMột đoạn văn về hoa.')).record.messages[0]?.ruleId).toBe(
      'head/secret',
    );
  });
  const inHead = (line: string) => PLAN.replace('Số: 7/KH-UBND', `${line}\nSố: 7/KH-UBND`);
  const belowTitle = (line: string) => PLAN.replace('Trồng hoa năm 2024\n', `Trồng hoa năm 2024\n${line}\n`);
  test.each([
    [PLAN.replace('Số: 7/KH-UBND    ', 'Số: 7/KH-UBND  MẬT'), 'MẬT', 'behind the number'],
    [inHead('TỐI MẬT (Bản số 1)'), 'TỐI MẬT', 'with the number of the copy'],
    [inHead(`BAN HOA SEN${' '.repeat(25)}MẬT - KHẨN`), 'MẬT', 'in the right column'],
    [belowTitle('MẬT'), 'MẬT', 'below the abstract, which it would be joined to'],
    [belowTitle('\nTUYỆT MẬT'), 'TUYỆT MẬT', 'below a blank line'],
    [belowTitle('-----\nĐộ mật: Mật'), 'MẬT', 'after the rule, where the body begins'],
    [inHead('MẬT'.normalize('NFD')), 'MẬT', 'marks composed apart'],
  ])('%#: %s is %s', async (text, mark, _why) => {
    const result = await parse(text);
    expectSound(result);
    const errors = result.record.messages.filter((message) => message.severity === 'error');
    expect(errors.map(({ ruleId, actual }) => [ruleId, actual])).toEqual([['head/secret', mark]]);
    expect(result.record.text.slice(...(errors[0]?.span ?? [0, 0])).toUpperCase()).toContain('MẬT');
  });
  test.each([
    [belowTitle('về công tác bảo vệ bí mật nhà nước'), 'running text'],
    [belowTitle('BẢO VỆ BÍ\nMẬT, AN TOÀN'), 'half a word in the next line of a title'],
    [PLAN.replace('- Làm đẹp đường làng.', '- MẬT'), 'below the first numbered heading'],
  ])('%#: none in %s', async (text, _why) => {
    expect((await parse(text)).record.messages.filter(({ ruleId }) => ruleId === 'head/secret')).toEqual([]);
  });
  test('the word in the text is none', async () => {
    expect((await parse(`${PLAN}\nbí mật nhà nước`)).record.messages).toEqual([]);
  });
});

describe('strange files become records with messages', () => {
  const random = Uint8Array.from({ length: 3_000 }, (_, i) => (i * 48_271 + (i >> 2)) % 256);
  test.each([
    ['empty', new Uint8Array(), 'read/empty'],
    ['random bytes', random, 'read/not-text'],
    ['no heading at all', new TextEncoder().encode('Một đoạn văn.\nMột đoạn khác.'), 'head/no-type'],
  ])('%s', async (_, bytes, ruleId) => {
    const result = await parse(bytes);
    expectSound(result);
    expect(result.record.messages.map((message) => message.ruleId)).toContain(ruleId);
    expect(result.record.tasks).toEqual([]);
  });

  test('UTF-16 gives the same text as UTF-8', async () => {
    const bytes = new Uint8Array(2 + PLAN.length * 2);
    new DataView(bytes.buffer).setUint16(0, 0xfeff, true);
    Array.from(PLAN, (character, i) =>
      new DataView(bytes.buffer).setUint16(2 + i * 2, character.charCodeAt(0), true),
    );
    expect((await parse(bytes)).record.text).toBe((await parse(PLAN)).record.text);
  });
});

describe('Markdown', () => {
  test('marks are not in the text, a page cut is joined, blank lines part paragraphs', async () => {
    const { record } = await parse(
      '# **KẾ HOẠCH**\n\n**Trồng hoa**\n\n## I. NỘI DUNG\n\n- Trồng *hoa* \\- cây,\n\ntrồng sen (*nhiệm vụ thường xuyên*).\n\n- Việc khác.\n',
      'a.md',
    );
    expect(record.text).toBe(
      'KẾ HOẠCH\nTrồng hoa\nI. NỘI DUNG\n- Trồng hoa - cây, trồng sen (nhiệm vụ thường xuyên).\n- Việc khác.',
    );
    expect(record.tasks.map((task) => task.schedule.recurrence)).toEqual(['ongoing', 'unspecified']);
  });

  test('rows of a table are blocks of their own', async () => {
    const { record } = await parse(
      '**KẾ HOẠCH**\n\n**Trồng hoa**\n\nI. NỘI DUNG\n\n| TT | Việc |\n|---|---|\n| 1 | Trồng hoa |\n',
      'a.md',
    );
    expect(
      record.blocks
        .filter((block) => block.kind === 'table-row')
        .map((block) => record.text.slice(...block.span)),
    ).toEqual(['TT | Việc', '1 | Trồng hoa']);
  });
});

describe('any text parses', () => {
  const line = fc.oneof(
    {
      weight: 6,
      arbitrary: fc.constantFrom(
        'KẾ HOẠCH',
        'I. NỘI DUNG',
        '1. Việc',
        '2.1. Việc khác',
        '- Trồng hoa (năm 2023).',
        '+ Ngày 5/5/2023 đã trồng.',
        '-----',
        '',
        ' ',
        '\f',
        'Nơi nhận:',
        'TRƯỞNG BAN        Trần Văn Mẫu',
        'Số 1-KH/TU',
        '* Thời gian thực hiện:',
        '- Chủ trì: Sở Hoa; Sở Sen',
        '<sup>(1)</sup> Chú thích 2-NQ/TW',
        '**đậm**',
        '# Đề mục',
        '| a | b |',
        '|',
        'Điều 5. Hoa',
        'MẬT',
        'trồng hoa ở tỉnh Bến Tre,',
        'PHỤ LỤC',
        'Căn cứ Kế hoạch này, các sở thực hiện.',
        '1',
        '2',
      ),
    },
    { weight: 2, arbitrary: fc.string({ unit: 'grapheme' }) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
  );

  test('records are sound, whatever the lines', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { maxLength: 40 }),
        fc.constantFrom('a.txt', 'a.md'),
        async (lines, name) => {
          expectSound(await parse(lines.join('\n'), name));
        },
      ),
      { numRuns: 300 },
    );
  });

  test('records are sound, whatever the bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => expectSound(await parse(bytes))),
    );
  });
});

describe('time is linear in the text', () => {
  const hard: readonly (readonly [name: string, unit: string])[] = [
    ['one long line', 'trồng hoa, '],
    ['many bullets', '- Trồng hoa (năm 2023).\n'],
    ['many headings', 'I. NỘI DUNG\n1. Trồng hoa\n- Trồng hoa.\n'],
    ['one paragraph of many lines', 'trồng hoa ở làng\n'],
    ['recipients without end', 'Nơi nhận:\n- Hoa\nhoa sen\n'],
    ['brackets that never close', '((((((('],
    ['numbers', '1-KH/TU, '],
    ['stars', '**'],
    ['spaces', '                '],
    ['pipes', '| '],
    ['units', 'Sở Hoa và Sen, phối hợp với '],
    ['marks', 'thưc̣ '],
    ['years', 'năm 2023 '],
    ['capitals', 'KẾ HOẠCH '],
    ['Nơi nhận', '- a\nb\n'],
  ];
  for (const [name, unit] of hard) {
    test(name, async () => {
      const head = name === 'Nơi nhận' ? 'Nơi nhận:\n' : 'KẾ HOẠCH\nTrồng hoa\n-----\nI. NỘI DUNG\n- ';
      const started = performance.now();
      const result = await parse(head + unit.repeat(Math.ceil(300_000 / unit.length)));
      expect(performance.now() - started).toBeLessThan(6_000); // about 0.3 s on a quiet machine
      expect(count(result.record.text, '\r')).toBe(0);
    });
  }
});
