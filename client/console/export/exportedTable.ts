import { fold } from '../../../domain/units/search.ts'
import { cityIso } from '../../ui/format.ts'

/** How the cells of a column are written. Moments are epoch ms, days `YYYY-MM-DD`. */
export type ExportedKind = 'text' | 'number' | 'moment' | 'day'

export interface ExportedColumn {
  /** With its unit where it has one: `Giá trị (%)`. */
  readonly label: string
  readonly kind: ExportedKind
  /** After the comma, always as many; as many as there are when undefined. Numbers only. */
  readonly digits?: number
}

/** Null or undefined: not known, written as an empty cell. */
export type ExportedCell = string | number | null | undefined

/** A table or a chart as it leaves the console. A cell that does not fit its column's kind is written as text. */
export interface ExportedTable {
  readonly title: string
  readonly columns: readonly ExportedColumn[]
  readonly rows: readonly (readonly ExportedCell[])[]
  /** What a reader of the file must know, a sentence each: where the figures come from, of when they are, how they are computed. */
  readonly notes: readonly string[]
}

/** `2026-11-23 09:05:00` in Cần Thơ. @param at epoch ms */
export function momentText(at: number): string {
  return cityIso(at)?.slice(0, 19).replace('T', ' ') ?? ''
}

/** `can-tho-canh-bao-20261123-0905.csv`: letters that every file system takes. @param at epoch ms */
export function fileName({ title }: Pick<ExportedTable, 'title'>, at: number, ending: string): string {
  const name = fold(title)
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 80)
  return `can-tho-${name}-${momentText(at).slice(0, 16).replaceAll(/[-:]/g, '').replace(' ', '-')}.${ending}`
}
