import type { ReactNode } from 'react'

/** What stands below one another in a list: its rows, what a row opened to, and the head of those that stand apart. */
export type ListItem<Row> =
  | { readonly is: 'row'; readonly key: string; readonly row: Row; readonly isApart: boolean }
  | { readonly is: 'detail'; readonly key: string; readonly row: Row }
  | { readonly is: 'head'; readonly key: string; readonly says: ReactNode }

/** Rows that are no part of the order: they stand behind it, in the order they came in. */
export interface Apart<Row> {
  is(row: Row): boolean
  head(count: number): ReactNode
}

/**
 * @param rows in the order asked for
 * @param isFirst of the row that leads whatever the order is: the whole beside its parts
 * @param opened key of the row that stands open
 */
export function listItems<Row>({
  rows,
  keyOf,
  isFirst,
  apart,
  opened,
}: {
  rows: readonly Row[]
  keyOf: (row: Row) => string
  isFirst: ((row: Row) => boolean) | undefined
  apart: Apart<Row> | undefined
  opened: string | undefined
}): ListItem<Row>[] {
  const items: ListItem<Row>[] = []
  const put = (row: Row, isApart: boolean) => {
    const key = keyOf(row)
    items.push({ is: 'row', key, row, isApart })
    if (key === opened) items.push({ is: 'detail', key: `${key}/opened`, row })
  }
  const leads = isFirst ?? (() => false)
  const standsApart = (row: Row) => apart?.is(row) === true && !leads(row)
  for (const row of rows) if (leads(row)) put(row, false)
  for (const row of rows) if (!leads(row) && !standsApart(row)) put(row, false)
  const others = rows.filter(standsApart)
  if (apart !== undefined && others.length > 0) {
    items.push({ is: 'head', key: '/apart', says: apart.head(others.length) })
    for (const row of others) put(row, true)
  }
  return items
}
