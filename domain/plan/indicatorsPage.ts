import { agencyThroughYears } from '../agencies/responsible.ts'
import { coverageKind } from '../kpis/coverageKind.ts'
import { KPIS } from '../kpis/index.ts'
import type { Kpi } from '../kpis/kpi.ts'
import { SYSTEMS } from '../systems/index.ts'
import type { OverDays, OverUnits, SourceSystem } from '../systems/system.ts'
import { PLAN } from './index.ts'
import type { PlanItem } from './planItem.ts'
import { type PlanKind, planKind } from './planKind.ts'

const LEVELS = { city: 'thành phố', district: 'quận, huyện', commune: 'xã, phường', all: 'mọi cấp' } as const
const DUE = { days: 'báo cáo ngày phải có', hours: 'giờ phải có số liệu', sources: 'nguồn phải báo' } as const
const PERIODS = { now: 'lúc này', day: 'từ đầu ngày', month: 'từ đầu tháng', trailing: '30 ngày gần nhất' } as const
const YEAR = {
  flow: 'cộng từ 01/01; dự báo theo nhịp một ngày làm việc của 8 tuần qua',
  hours: 'cộng giờ từ 01/01; dự báo theo nhịp một ngày của 8 tuần qua',
  stock: 'số hiện có; dự báo theo đà của 8 tuần qua',
  yesNo: 'có hoặc không; dự báo giữ nguyên như hiện nay',
  moment: 'số tức thời; không dự báo',
} as const satisfies Record<PlanKind | 'yesNo', string>
const OVER_DAYS = { sum: 'cộng', last: 'lấy ngày cuối' } as const satisfies Record<OverDays, string>
const OVER_UNITS = {
  sum: 'cộng',
  mean: 'bình quân',
  max: 'có nếu một nơi có',
  none: 'không gộp',
} as const satisfies Record<OverUnits, string>

/**
 * The page that lists every indicator, as Markdown: written from the declarations, so that what people read about a figure is what the
 * hub computes.
 */
export function indicatorsPage(): string {
  return [
    '# Chỉ tiêu, chỉ số và hệ thống nguồn',
    'Trang này được sinh ra từ các khai báo trong `domain/` bằng lệnh `npm run indicators`; không sửa bằng tay.',
    'This page is written from the declarations in `domain/` by `npm run indicators`; it is never edited by hand.',
    '## Kế hoạch 11/KH-UBND (2021)',
    table(
      ['mã', 'nội dung', 'cam kết', 'cấp', 'đơn vị chủ trì (suy ra)', 'theo dõi bằng', 'trong năm'],
      entries<PlanItem>(PLAN).map(([id, item]) => [
        id,
        item.name.vi,
        item.commitment.vi,
        item.level === 'district' ? `${LEVELS.district} (đến 30/06/2025)` : LEVELS[item.level],
        agencyThroughYears(item.lead).vi,
        measureOf(item),
        yearOf(item),
      ]),
    ),
    '## Chỉ số',
    ...entries<Kpi>(KPIS).map(([id, kpi]) => kpiPart(id, kpi)),
    '## Hệ thống nguồn',
    'Khi gộp nhiều đơn vị (cả khi đọc số liệu trước 01/07/2025 theo đơn vị mới): *cộng* là cộng, xã bị chia thì theo phần diện tích; *bình quân* là danh mục mà đơn vị nào cũng giữ như nhau nên không cộng; *không gộp* là điểm, phần trăm, nhiệt độ: không suy ra được số chung, để trống và nói lý do. Phần tính vào ngày của tổng: văn bản gửi hôm qua, hôm nay mới được xác nhận, thì báo lại số của hôm qua.',
    ...entries<SourceSystem>(SYSTEMS).map(([id, system]) => systemPart(id, system)),
    '',
  ].join('\n\n')
}

function entries<T>(registry: Readonly<Record<string, T>>): [id: string, declared: T][] {
  return Object.entries(registry)
}

function measureOf({ measure }: PlanItem): string {
  switch (measure.is) {
    case 'kpi':
      return `[\`${measure.kpi}\`](#${measure.kpi.toLowerCase()})`
    case 'link':
      return `kết nối \`${measure.system}/${measure.link}\``
    case 'milestone':
      return measure.done === undefined ? 'mốc, chưa hoàn thành' : `mốc, hoàn thành ngày ${measure.done}`
    case 'entered':
      return `nhập tay, trên ${measure.of}`
  }
}

function yearOf({ measure }: PlanItem): string {
  if (measure.is !== 'kpi') return ''
  const kpi: Kpi = KPIS[measure.kpi]
  if (kpi.from === 'statistic' && kpi.yesNo) return YEAR.yesNo
  return YEAR[planKind(kpi)]
}

function kpiPart(id: string, kpi: Kpi): string {
  const sign = kpi.direction === 'higher' ? '≥' : '≤'
  const target = kpi.target
  return [
    `### ${id}`,
    `**${kpi.name.vi}** · ${kpi.name.en}`,
    list([
      `công thức: ${kpi.formula.vi}`,
      `formula: ${kpi.formula.en}`,
      ...(kpi.from === 'statistic'
        ? []
        : [`theo kỳ: ${kpi.overDays.formula.vi}`, `over days: ${kpi.overDays.formula.en}`]),
      `nguồn: ${sourceOf(kpi)}; kỳ: ${PERIODS[kpi.period]}; cần ít nhất ${Math.round(kpi.minCoverage * 100)}% ${DUE[coverageKind(kpi)]} để đánh giá`,
      ...(target === undefined
        ? ['không giao chỉ tiêu']
        : [
            `chỉ tiêu: ${sign} ${target.value} ${kpi.unit.vi}; gần đạt trong khoảng ${target.near}`,
            target.citation.vi,
          ]),
      `phụ trách (suy ra): ${agencyThroughYears(kpi.lead).vi}`,
      ...(kpi.note === undefined ? [] : [`ghi chú: ${kpi.note.vi}`]),
      ...kpi.history.map(({ since, change }) => `từ ${since}: ${change.vi}`),
    ]),
  ].join('\n\n')
}

function sourceOf(kpi: Kpi): string {
  switch (kpi.from) {
    case 'statistic':
      return `báo cáo của [\`${kpi.system}\`](#hệ-thống-${kpi.system.toLowerCase()}), cấp ${kpi.reportedBy.map((level) => LEVELS[level]).join(' và ')}`
    case 'camera':
      return 'camera bộ phận Một cửa'
    case 'sensor':
      return `cảm biến \`${kpi.kind}\``
  }
}

function systemPart(id: string, system: SourceSystem): string {
  const counts = Object.entries(system.counts)
  const links = Object.entries(system.links ?? {})
  return [
    `### Hệ thống ${id}`,
    `**${system.name.vi}** · ${system.name.en}. ${system.purpose.vi}.`,
    list([
      `báo cáo: cấp ${system.reportedAt.map((level) => LEVELS[level]).join(', ')}; mỗi ${Math.round(system.everyMs / 1000)} giây; phải báo ${system.reportsOn === 'everyDay' ? 'mọi ngày' : 'ngày làm việc'}`,
      `căn cứ: ${system.source}`,
      `phụ trách (suy ra): ${agencyThroughYears(system.lead).vi}`,
      ...links.map(([link, { name, to }]) => `kết nối \`${id}/${link}\`: ${name.vi} → ${to.vi}`),
    ]),
    ...(counts.length === 0
      ? []
      : [
          table(
            ['số đếm', 'tên', 'English', 'loại', 'qua các ngày', 'qua các đơn vị', 'lớn nhất'],
            counts.map(([name, { label, nature, overDays, overUnits, most }]) => [
              `\`${name}\``,
              label.vi,
              label.en,
              nature === 'flow' ? 'phát sinh' : 'hiện có',
              OVER_DAYS[overDays],
              OVER_UNITS[overUnits],
              most === undefined ? '' : String(most),
            ]),
          ),
          list(rulesOf(system.rules)),
        ]),
  ].join('\n\n')
}

function rulesOf(rules: SourceSystem['rules']): string[] {
  if ('none' in rules) return [`không ràng buộc giữa các số đếm: ${rules.none.vi}`]
  const names = (counts: readonly string[]) => counts.map((name) => `\`${name}\``).join(' + ')
  return rules.map(({ parts, of }) => `báo cáo bị từ chối khi ${names(parts)} > ${names(of)}`)
}

function list(lines: readonly string[]): string {
  return lines.map((line) => `- ${line}`).join('\n')
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}
