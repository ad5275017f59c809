import type { Permission } from '../access/permissions.ts'
import { shiftTitle } from '../shifts/shift.ts'
import type { Text } from '../text.ts'
import type { MatterKind } from './fact.ts'
import type { Matter } from './machine.ts'

interface DeclaredMatterKind {
  /** As an office would call one. */
  readonly name: Text
  /** Who may know of one, where it belongs. */
  readonly see: Permission
  /** The state whose deadline is that of taking it on alone: what is to be done then has another one. */
  readonly untilTakenOn?: string
  /** Address of its page. */
  path(id: string): string
}

/** What a matter is called: as people wrote it, and in both languages what the product itself called it. */
export function matterTitle(kind: MatterKind, { title, titleEn = title }: Pick<Matter, 'title' | 'titleEn'>): Text {
  return kind === 'shift' ? shiftTitle(title) : { vi: title, en: titleEn }
}

/**
 * The title with whom it is asked of, where many are asked the same: several explanations of one figure are told apart by their units alone.
 * For sentences that stand apart from the matter's place.
 */
export function placedTitle(kind: MatterKind, matter: Pick<Matter, 'title' | 'titleEn'>): Text {
  const { vi, en } = matterTitle(kind, matter)
  const { leadName } = matter as { readonly leadName?: Text }
  if (kind !== 'explanation' || leadName === undefined) return { vi, en }
  return { vi: `${leadName.vi}: ${vi}`, en: `${leadName.en}: ${en}` }
}

/** Both languages of a title that the product wrote, as a matter keeps them. */
export function keptTitle({ vi, en }: Text): Pick<Matter, 'title' | 'titleEn'> {
  return { title: vi, ...(en !== vi && { titleEn: en }) }
}

/** What lists of all kinds say of each. */
export const MATTER_KIND: Readonly<Record<MatterKind, DeclaredMatterKind>> = {
  alert: {
    name: { vi: 'Cảnh báo', en: 'Alert' },
    see: 'alerts.see',
    untilTakenOn: 'unacknowledged',
    path: (id) => `/alerts?open=${id}`,
  },
  incident: { name: { vi: 'Sự vụ', en: 'Incident' }, see: 'incidents.see', path: (id) => `/incidents/${id}` },
  directive: {
    name: { vi: 'Chỉ đạo', en: 'Directive' },
    see: 'directives.see',
    untilTakenOn: 'given',
    path: (id) => `/directive/${id}`,
  },
  explanation: {
    name: { vi: 'Giải trình', en: 'Explanation' },
    see: 'directives.see',
    path: (id) => `/explanation/${id}`,
  },
  shift: { name: { vi: 'Bàn giao ca', en: 'Handover of a shift' }, see: 'shift.see', path: (id) => `/shift/${id}` },
}
