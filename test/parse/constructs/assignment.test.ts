import { describe, expect, test } from 'vitest';
import {
  findPartners,
  findSubject,
  findUnitHeading,
  splitRoles,
  splitUnits,
} from '../../../src/parse/constructs/assignment.ts';
import { findAttribute } from '../../../src/parse/constructs/attribute.ts';

const names = (parts: readonly { text: string }[] | undefined) => parts?.map((part) => part.text) ?? null;

describe('lists of units', () => {
  const rows: readonly (readonly [text: string, units: string[], why: string])[] = [
    [
      'Trưởng ban; các Phó Trưởng ban phụ trách lĩnh vực.',
      ['Trưởng ban', 'các Phó Trưởng ban phụ trách lĩnh vực'],
      'semicolon',
    ],
    [
      'Các phòng chuyên môn theo chức năng, nhiệm vụ.',
      ['Các phòng chuyên môn theo chức năng, nhiệm vụ'],
      'a comma within a phrase',
    ],
    ['Trưởng ban, Bí thư Chi bộ.', ['Trưởng ban', 'Bí thư Chi bộ'], 'comma between names'],
    [
      'các huyện, thị, thành ủy, đảng ủy trực thuộc tỉnh',
      ['các huyện, thị, thành ủy, đảng ủy trực thuộc tỉnh'],
      'a collective is one',
    ],
    [
      'Các ban Đảng, Văn phòng Tỉnh ủy; các ban, ngành liên quan',
      ['Các ban Đảng', 'Văn phòng Tỉnh ủy', 'các ban, ngành liên quan'],
      'collective after a name',
    ],
    [
      'Đảng đoàn Mặt trận Tổ quốc và các tổ chức chính trị - xã hội tỉnh',
      ['Đảng đoàn Mặt trận Tổ quốc', 'các tổ chức chính trị - xã hội tỉnh'],
      'và between names',
    ],
    [
      'Các huyện ủy, thị ủy, thành ủy và đảng ủy trực thuộc Tỉnh ủy',
      ['Các huyện ủy, thị ủy, thành ủy và đảng ủy trực thuộc Tỉnh ủy'],
      'và within a collective',
    ],
    ['Ban Tuyên giáo và Dân vận', ['Ban Tuyên giáo và Dân vận'], 'và within a name'],
    [
      'Sở Văn hóa, Thể thao và Du lịch; Sở Nội vụ',
      ['Sở Văn hóa, Thể thao và Du lịch', 'Sở Nội vụ'],
      'a comma within a name',
    ],
  ];
  for (const [text, units, why] of rows) {
    test(`${text}: ${why}`, () => {
      const found = splitUnits(text, 7);
      expect(names(found)).toEqual(units);
      for (const part of found) expect(text.slice(part.span[0] - 7, part.span[1] - 7)).toBe(part.text);
    });
  }

  test('a long list takes linear time', () => {
    const started = performance.now();
    splitUnits('Sở Văn hóa và thể thao cấp huyện, '.repeat(20_000));
    expect(performance.now() - started).toBeLessThan(3_000);
  });
});

describe('the subject of a task', () => {
  const rows: readonly (readonly [sentence: string, units: string[] | null, why: string])[] = [
    ['Lãnh đạo Ban phối hợp Chi bộ, Chi ủy quán triệt kế hoạch.', ['Lãnh đạo Ban'], 'a person in office'],
    [
      'Các đồng chí lãnh đạo Ban, các phòng chuyên môn theo chức năng, nhiệm vụ chủ động nghiên cứu.',
      ['Các đồng chí lãnh đạo Ban', 'các phòng chuyên môn'],
      'two subjects',
    ],
    [
      'Phòng Dân vận các cơ quan nhà nước chủ trì, phối hợp các phòng tham mưu.',
      ['Phòng Dân vận các cơ quan nhà nước'],
      'a room with a long name',
    ],
    [
      'Giao Ban Tuyên giáo Đảng ủy Khối chủ trì, phối hợp với các ban.',
      ['Ban Tuyên giáo Đảng ủy Khối'],
      'whom the task is given to',
    ],
    [
      'Căn cứ Kế hoạch này, các chi ủy, đảng ủy cơ sở và Ban Thường vụ Đoàn Khối cụ thể thành kế hoạch.',
      ['các chi ủy, đảng ủy cơ sở', 'Ban Thường vụ Đoàn Khối'],
      'behind its basis',
    ],
    ['Mọi đảng viên phải gương mẫu.', ['Mọi đảng viên'], 'everybody'],
    [
      'Các cấp ủy, tổ chức đảng chú trọng nâng cao năng lực.',
      ['Các cấp ủy, tổ chức đảng'],
      'a verb within a noun',
    ],
    ['Sở Nội vụ: Phối hợp với các sở tổng hợp báo cáo.', ['Sở Nội vụ'], 'run-in heading'],
    ['Tham mưu Ban Thường vụ Tỉnh ủy ban hành Đề án.', null, 'must not: whoever is advised'],
    ['Lãnh đạo, chỉ đạo đổi mới công tác quản lý.', null, 'must not: a verb'],
    ['Lãnh đạo việc tổ chức bầu cử.', null, 'must not: a verb'],
    ['Ban hành hướng dẫn khen thưởng.', null, 'must not: a verb'],
    ['Phòng, chống tham nhũng.', null, 'must not: a verb'],
  ];
  for (const [sentence, units, why] of rows) {
    test(`${sentence} ${why}`, () => expect(names(findSubject(sentence)?.units)).toEqual(units));
  }
});

describe('partners', () => {
  const rows: readonly (readonly [text: string, units: string[], why: string])[] = [
    [
      'Phối hợp Ủy ban Kiểm tra Tỉnh ủy tham mưu, đề xuất chương trình.',
      ['Ủy ban Kiểm tra Tỉnh ủy'],
      'without với',
    ],
    ['Chủ trì, phối hợp với các cơ quan liên quan, tham mưu tổng kết.', ['các cơ quan liên quan'], 'với'],
    ['Phối hợp tham mưu chỉ đạo rà soát các quy định.', [], 'must not: nobody is named'],
    [
      'Triển khai Chương trình phối hợp giữa Ban Hoa với Ban Sen về công tác dân vận.',
      ['Ban Sen'],
      'the other party',
    ],
    [
      'Xây dựng cơ chế phối hợp giữa chính quyền, các cơ quan với Mặt trận.',
      [],
      'must not: a mechanism to be made',
    ],
  ];
  for (const [text, units, why] of rows) {
    test(`${text} ${why}`, () => expect(names(findPartners(text))).toEqual(units));
  }
});

describe('who leads and who helps, in one value', () => {
  test.each([
    ['Sở Nội vụ chủ trì, phối hợp với các sở, ban, ngành', ['Sở Nội vụ'], ['các sở, ban, ngành']],
    ['Sở Khoa học và Công nghệ tiến hành rà soát các văn bản', ['Sở Khoa học và Công nghệ'], []],
    ['Trưởng ban; các đảng viên được phân công', ['Trưởng ban', 'các đảng viên được phân công'], []],
    ['các phòng chuyên môn theo chức năng, nhiệm vụ', ['các phòng chuyên môn theo chức năng, nhiệm vụ'], []],
    ['Phòng Nội vụ (cơ quan thường trực)', ['Phòng Nội vụ'], []],
  ])('%s', (value, leads, coordinators) => {
    const roles = splitRoles(value);
    expect([names(roles.leads), names(roles.coordinators)]).toEqual([leads, coordinators]);
  });
});

describe('headings and lines that assign', () => {
  test.each([
    ['Ban Tuyên giáo Tỉnh ủy', true],
    ['Các huyện ủy, thị ủy, thành ủy và đảng ủy trực thuộc Tỉnh ủy', true],
    ['Nhiệm vụ và giải pháp cụ thể', false],
    ['Các nhiệm vụ trọng tâm', false],
    ['Đẩy mạnh cải cách hành chính', false],
  ])('%s: a unit? %s', (heading, expected) =>
    expect(findUnitHeading(heading)?.certain ?? false).toBe(expected),
  );

  test.each([
    ['Chủ trì tham mưu: Trưởng ban.', 'lead'],
    ['Phòng tham mưu: Các phòng.', 'lead'],
    ['Cơ quan phối hợp: Các ban Đảng.', 'coordinator'],
    ['Thời gian thực hiện: Thường xuyên.', 'schedule'],
    ['Thời gian thực hiện:', 'schedule'],
    ['Chủ trì, phối hợp với các cơ quan: hoàn thành.', null],
    ['Tham mưu Ban Thường vụ ban hành: Quý IV.', null],
  ])('%s: %s', (line, kind) => expect(findAttribute(line)?.kind ?? null).toBe(kind));
});
