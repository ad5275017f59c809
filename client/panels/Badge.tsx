import './badge.css'

/** The number that stands both in the list and on the map. */
export function Badge({ rank, tone }: { readonly rank: number | undefined; readonly tone: string }) {
  return (
    <span className="badge" data-tone={tone} data-empty={rank === undefined}>
      {rank}
    </span>
  )
}
