import { describe, expect, test } from 'vitest';
import {
  findMilestones,
  findOwnSchedule,
  isAnnualWork,
  readSchedule,
} from '../../../src/parse/constructs/schedule.ts';

describe('what a time expression says (guidelines, section 6)', () => {
  const rows: readonly (readonly [string, string, string | null, string | null, number[]])[] = [
    ['nhiệm vụ thường xuyên', 'ongoing', null, null, []],
    ['thực hiện thường xuyên', 'ongoing', null, null, []],
    ['Thường xuyên; hàng năm', 'ongoing', null, null, []],
    ['Thường xuyên; theo yêu cầu của cấp trên và cơ quan liên quan', 'ongoing', null, null, []],
    ['thực hiện từ năm 2023', 'ongoing', '2023', null, [2023]],
    ['Từ năm 2023 và các năm tiếp theo', 'ongoing', '2023', null, [2023]],
    ['Quý IV/2023 và những năm tiếp theo', 'ongoing', '2023-10', null, [2023]],
    ['thực hiện từ tháng 4 năm 2023', 'ongoing', '2023-04', null, [2023]],
    ['thực hiện năm 2023', 'once', '2023', '2023', [2023]],
    ['thực hiện trong năm 2023, sau khi có văn bản chỉ đạo của Trung ương', 'once', '2023', '2023', [2023]],
    ['hoàn thành trong năm 2024', 'once', null, '2024', [2024]],
    ['Hoàn thành trong tháng 4/2023', 'once', null, '2023-04', [2023]],
    ['Tháng 5/2023', 'once', '2023-05', '2023-05', [2023]],
    ['Trong quý IV/2023', 'once', '2023-10', '2023-12', [2023]],
    ['vào tháng 8/2024', 'once', '2024-08', '2024-08', [2024]],
    ['thực hiện từ năm 2024 - năm 2026', 'once', '2024', '2026', [2024, 2025, 2026]],
    ['sau khi có văn bản chỉ đạo của Trung ương', 'unspecified', null, null, []],
    ['trước ngày 30/6/2024', 'once', null, '2024-06-30', [2024]],
    ['hằng năm', 'annual', null, null, []],
  ];
  for (const [text, recurrence, from, to, years] of rows) {
    test(text, () => expect(readSchedule(text)).toMatchObject({ recurrence, from, to, years }));
  }

  test('a month without a year is in the year of the plan', () => {
    expect(readSchedule('Trong tháng 4', 2023)).toMatchObject({ from: '2023-04', to: '2023-04' });
    expect(readSchedule('Trong tháng 4')).toMatchObject({ from: null, recurrence: 'unspecified' });
  });

  test('the condition is kept', () => {
    expect(
      readSchedule('thực hiện trong năm 2025, sau khi có văn bản chỉ đạo của Trung ương').condition,
    ).toBe('sau khi có văn bản chỉ đạo của Trung ương');
  });
});

describe('the time in a task', () => {
  const rows: readonly (readonly [task: string, text: string | null, why: string])[] = [
    [
      'Nâng cao chất lượng hoạt động (nhiệm vụ thường xuyên).',
      'nhiệm vụ thường xuyên',
      'in brackets at the end',
    ],
    ['Ban hành kế hoạch: Trong quý IV/2023.', 'Trong quý IV/2023', 'behind a colon'],
    [
      'Cụ thể thành kế hoạch để thực hiện. Hoàn thành trong tháng 4/2023.',
      'Hoàn thành trong tháng 4/2023',
      'a sentence of its own',
    ],
    [
      'Xét tặng danh hiệu năm 2024 (vào tháng 8/2024).',
      'vào tháng 8/2024',
      'in brackets, not the year of the name',
    ],
    [
      'Tiếp tục chỉ đạo (sau tổng kết của tỉnh): Quý IV/2023 và những năm tiếp theo.',
      'Quý IV/2023 và những năm tiếp theo',
      'condition and time',
    ],
    ['Thực hiện Nghị quyết (khóa XIII) về công tác cán bộ.', null, 'must not: a term'],
    ['Thực hiện Quyết định ngày 12/12/2013 của cấp trên.', null, 'must not: the date of a cited document'],
    ['Nhân rộng mô hình giai đoạn 2021 - 2025.', null, 'must not: a phase'],
    ['Lãnh đạo đại hội nhiệm kỳ 2025 - 2030.', null, 'must not: a term of office'],
    ['Định kỳ, thường xuyên kiểm tra việc thực hiện.', null, 'must not: an adverb in the sentence'],
  ];
  for (const [task, text, why] of rows) {
    test(`${task} ${why}`, () => {
      const found = findOwnSchedule(task);
      expect(found?.schedule.text ?? null).toBe(text);
      for (const [start, end] of found?.spans ?? []) expect(task.slice(start, end)).toBe(text);
    });
  }

  test('two deadlines are joined', () => {
    const found = findOwnSchedule(
      'Tổng kết A (hoàn thành trong năm 2024); tổng kết B (hoàn thành trong năm 2025).',
    );
    expect(found?.schedule).toMatchObject({
      text: 'hoàn thành trong năm 2024 | hoàn thành trong năm 2025',
      recurrence: 'once',
      to: '2025',
      years: [2024, 2025],
    });
  });

  test('milestones of the task count, visions do not', () => {
    expect(
      findMilestones(
        'Đẩy mạnh tinh giản. Đến năm 2025, cơ bản hoàn thiện; đến năm 2026 thực hiện tinh giản.',
      ),
    ).toEqual([2025, 2026]);
    expect(findMilestones('nghiên cứu lý luận và định hướng đến năm 2030')).toEqual([]);
  });

  test('yearly work is annual, a yearly rating is not', () => {
    expect(isAnnualWork('Thực hiện tốt công tác tự kiểm tra nội bộ cơ quan hằng năm.')).toBe(true);
    expect(isAnnualWork('Hàng năm, phấn đấu thực hiện đạt các chỉ tiêu.')).toBe(true);
    expect(isAnnualWork('Đánh giá, xếp loại chất lượng tổ chức cơ sở đảng hàng năm đúng thực chất.')).toBe(
      false,
    );
  });
});
