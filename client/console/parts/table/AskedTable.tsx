import type { ReactNode } from 'react'
import { ApiTrouble } from '../ApiTrouble.tsx'
import { Skeleton } from '../Skeleton.tsx'
import { DataTable, type DataTableProps } from './DataTable.tsx'

/** What has become of the question that rows are the answer to, as `useAnswer` and `useAnswerPages` say it. */
interface Asked {
  readonly error: Error | null
  refetch(): unknown
  readonly hasNextPage?: boolean
  readonly isFetchingNextPage?: boolean
  fetchNextPage?(): unknown
}

interface AskedTableProps<Row extends object> extends Omit<DataTableProps<Row>, 'rows'> {
  /** Undefined while they are not there. */
  rows: readonly Row[] | undefined
  /** Undefined: the rows come by a feed. */
  asked: Asked | undefined
  /** Lines that are drawn in the place of the rows while they are not there. */
  lines: number
  /** Of a list that is read page by page: what asks for the next page is called. */
  older?: string
  /** How much of such a list is there; said while there is more. */
  loaded?: ReactNode
}

/** A list that the hub is asked for, with the way to its older rows. Before the rows are there: that they are coming, or why they are not. */
export function AskedTable<Row extends object>({ rows, asked, lines, older, loaded, ...table }: AskedTableProps<Row>) {
  if (rows === undefined) {
    if (asked === undefined || asked.error === null) return <Skeleton lines={lines} />
    return <ApiTrouble error={asked.error} retry={() => void asked.refetch()} />
  }
  return (
    <>
      <DataTable rows={rows} {...table} />
      {asked?.hasNextPage && (
        <p className="console__empty">
          {loaded}{' '}
          <button
            type="button"
            className="console__button"
            disabled={asked.isFetchingNextPage}
            onClick={() => void asked.fetchNextPage?.()}
          >
            {older}
          </button>
        </p>
      )}
    </>
  )
}
