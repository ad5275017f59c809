import type { CameraState } from '../cameras/camera.ts'
import type { Severity } from '../sensors/sensorKind.ts'
import type { Text } from '../text.ts'
import { MINUTE_MS } from '../time.ts'
import type { OfficeView } from './officeView.ts'

/** Something seen by one of the three that speaks for a finding. */
export interface Seen {
  readonly label: Text
  readonly value: string
  readonly of: 'camera' | 'queue' | 'intake'
  /** Device time, epoch ms. */
  readonly at: number
}

export interface Finding {
  readonly rule: FindingRule
  /** How long it must hold before it is told, ms. */
  readonly holdMs: number
  readonly severity: Severity
  /** Read after the name of the office. */
  readonly title: Text
  readonly seen: readonly Seen[]
}

export const FINDING_RULES = ['deadCamera', 'blindCamera', 'unticketed', 'emptyCounters', 'dossiersOutside'] as const
export type FindingRule = (typeof FINDING_RULES)[number]

/** People or tickets from which a disagreement is no chance. */
const MANY = 6
/** Turns served from which the share of dossiers says something. */
const MANY_SERVED = 40
/** Of the turns served in a day at least so many leave a dossier in the books: one in ten; a quarter is usual. */
const LEAST_DOSSIERS = 0.1
/** Since opening, working minutes: before that a hall is still filling. */
const SETTLED_MINUTES = 30

/**
 * Where camera, ticket queue and dossier books of one office do not agree while it is open. What is stale or unknown accuses nobody.
 * The numbers are the centre's own choice.
 */
export function triangulate(office: OfficeView): Finding[] {
  if (!office.isOpen) return []
  const findings: Finding[] = []
  for (const rule of FINDING_RULES) {
    const seen = SEEN[rule](office)
    if (seen !== undefined) findings.push({ rule, ...FINDINGS[rule], seen })
  }
  return findings
}

/** What each finding says, also while it goes: what an alert has told stays told until it is over. */
export const FINDINGS: Readonly<Record<FindingRule, Pick<Finding, 'holdMs' | 'severity' | 'title'>>> = {
  deadCamera: {
    holdMs: 5 * MINUTE_MS,
    severity: 'minor',
    title: {
      vi: 'camera không có hình trong khi quầy vẫn phục vụ',
      en: 'the camera shows nothing while the counters serve',
    },
  },
  blindCamera: {
    holdMs: 10 * MINUTE_MS,
    severity: 'minor',
    title: {
      vi: 'nhiều số đang chờ nhưng camera không thấy ai',
      en: 'many tickets wait but the camera sees nobody',
    },
  },
  unticketed: {
    holdMs: 10 * MINUTE_MS,
    severity: 'minor',
    title: { vi: 'nhiều người chờ nhưng không ai có số', en: 'many people wait but nobody has a ticket' },
  },
  emptyCounters: {
    holdMs: 10 * MINUTE_MS,
    severity: 'major',
    title: { vi: 'có người chờ nhưng không quầy nào có cán bộ', en: 'people wait and no counter is staffed' },
  },
  dossiersOutside: {
    holdMs: 15 * MINUTE_MS,
    severity: 'major',
    title: {
      vi: 'phục vụ nhiều lượt nhưng gần như không có hồ sơ vào hệ thống',
      en: 'many are served but almost no dossier enters the system',
    },
  },
}

/** What speaks for each finding; undefined: there is none. */
const SEEN: Record<FindingRule, (office: OfficeView) => readonly Seen[] | undefined> = {
  deadCamera({ camera, queue, openMinutes }) {
    if (camera === undefined || queue === undefined || !queue.fresh || openMinutes < SETTLED_MINUTES) return undefined
    if (!isDead(camera.state) || queue.ticketsServed < 1) return undefined
    return [
      {
        label: { vi: 'Trạng thái camera', en: 'Camera' },
        value: camera.state,
        of: 'camera',
        at: camera.at ?? queue.at,
      },
      {
        label: { vi: 'Lượt đã phục vụ hôm nay', en: 'Served today' },
        value: String(queue.ticketsServed),
        of: 'queue',
        at: queue.at,
      },
    ]
  },
  blindCamera(office) {
    const { camera, queue } = office
    if (!seesPeople(camera) || queue === undefined || !queue.fresh) return undefined
    if (camera.waiting > 0 || queue.ticketsWaiting < MANY) return undefined
    return [peopleSeen(camera), ticketsSeen(queue)]
  },
  unticketed({ camera, queue }) {
    if (!seesPeople(camera) || queue === undefined || !queue.fresh) return undefined
    if (camera.waiting < MANY || queue.ticketsWaiting > 0) return undefined
    return [peopleSeen(camera), ticketsSeen(queue)]
  },
  emptyCounters({ camera, queue }) {
    const staffed = seesPeople(camera) ? camera.countersStaffed : undefined
    const open = queue?.fresh ? queue.countersOpen : undefined
    const waiting = Math.max(seesPeople(camera) ? camera.waiting : 0, queue?.fresh ? queue.ticketsWaiting : 0)
    // Nobody staffs a counter when all who look at the counters say so, and at least one does.
    if (staffed === undefined && open === undefined) return undefined
    if ((staffed ?? 0) > 0 || (open ?? 0) > 0 || waiting < MANY) return undefined
    return [
      ...(seesPeople(camera)
        ? [
            peopleSeen(camera),
            {
              label: { vi: 'Quầy có cán bộ (camera)', en: 'Counters staffed (camera)' },
              value: `${camera.countersStaffed}/${camera.counters}`,
              of: 'camera' as const,
              at: camera.at,
            },
          ]
        : []),
      ...(queue?.fresh
        ? [
            ticketsSeen(queue),
            {
              label: { vi: 'Quầy đang mở (hệ thống)', en: 'Counters open (system)' },
              value: String(queue.countersOpen),
              of: 'queue' as const,
              at: queue.at,
            },
          ]
        : []),
    ]
  },
  dossiersOutside({ queue, intake }) {
    if (queue === undefined || intake === undefined || !queue.fresh || !intake.fresh) return undefined
    if (queue.ticketsServed < MANY_SERVED || intake.received >= queue.ticketsServed * LEAST_DOSSIERS) return undefined
    return [
      {
        label: { vi: 'Lượt đã phục vụ hôm nay', en: 'Served today' },
        value: String(queue.ticketsServed),
        of: 'queue',
        at: queue.at,
      },
      {
        label: { vi: 'Hồ sơ tiếp nhận hôm nay', en: 'Dossiers received today' },
        value: String(intake.received),
        of: 'intake',
        at: intake.at,
      },
    ]
  },
}

function isDead(state: CameraState['is']): boolean {
  return state === 'lost' || state === 'noPicture' || state === 'frozen'
}

type Camera = NonNullable<OfficeView['camera']>
type Seeing = Camera & {
  readonly waiting: number
  readonly counters: number
  readonly countersStaffed: number
  readonly at: number
}

/** A live picture, and a fresh count of everything. */
function seesPeople(camera: Camera | undefined): camera is Seeing {
  return (
    camera !== undefined &&
    camera.state === 'live' &&
    camera.fresh &&
    camera.at !== null &&
    camera.waiting !== null &&
    camera.counters !== null &&
    camera.countersStaffed !== null
  )
}

function peopleSeen({ waiting, at }: Seeing): Seen {
  return {
    label: { vi: 'Người chờ (camera)', en: 'People waiting (camera)' },
    value: String(waiting),
    of: 'camera',
    at,
  }
}

function ticketsSeen({ ticketsWaiting, at }: NonNullable<OfficeView['queue']>): Seen {
  return {
    label: { vi: 'Số đang chờ (hệ thống)', en: 'Tickets waiting (system)' },
    value: String(ticketsWaiting),
    of: 'queue',
    at,
  }
}
