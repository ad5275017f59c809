import { MINUTE_MS } from '../time.ts'
import { FLOW, type SourceSystem, STOCK, YES_NO } from './system.ts'

/** Quản lý văn bản và điều hành. */
export const documents = {
  name: { vi: 'Quản lý văn bản và điều hành', en: 'Document management' },
  short: { vi: 'Văn bản và điều hành', en: 'Document management' },
  purpose: {
    vi: 'Văn bản đến, đi, hồ sơ công việc và nhiệm vụ được giao',
    en: 'Documents in and out, work files and assigned tasks',
  },
  counts: {
    workFiles: { label: { vi: 'Hồ sơ công việc (không mật)', en: 'Work files, not classified' }, ...FLOW },
    workFilesOnline: {
      label: { vi: 'Hồ sơ công việc xử lý trên mạng', en: 'Work files processed online' },
      ...FLOW,
    },
    documentsIn: { label: { vi: 'Văn bản đến', en: 'Documents in' }, ...FLOW },
    documentsOut: { label: { vi: 'Văn bản đi', en: 'Documents out' }, ...FLOW },
    tasksDue: { label: { vi: 'Nhiệm vụ đến hạn', en: 'Tasks due' }, ...FLOW },
    tasksOverdue: { label: { vi: 'Nhiệm vụ quá hạn', en: 'Tasks overdue' }, ...STOCK },
    connectedToAxis: { label: { vi: 'Đã nối trục liên thông', en: 'Connected to the document axis' }, ...YES_NO },
  },
  rules: [{ parts: ['workFilesOnline'], of: ['workFiles'] }],
  links: {
    documentAxis: {
      name: { vi: 'Quản lý văn bản → trục thành phố', en: 'City documents → city axis' },
      to: { vi: 'Trục liên thông văn bản', en: 'Document exchange axis' },
    },
  },
  everyMs: 5 * MINUTE_MS,
  reportedAt: ['city', 'district', 'commune'],
  lead: 'office',
  source: 'NĐ 30/2020/NĐ-CP về công tác văn thư',
} as const satisfies SourceSystem
