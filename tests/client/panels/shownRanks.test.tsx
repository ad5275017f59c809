// @vitest-environment jsdom
import { cleanup, render } from '@testing-library/react'
import { useLayoutEffect } from 'react'
import { afterEach, expect, it } from 'vitest'
import { TellShown, useTellShown } from '../../../client/panels/shownRanks.ts'

afterEach(cleanup)

const happened: string[] = []

function List({ ids }: { readonly ids: readonly string[] }) {
  useTellShown(
    ids.length,
    ids.map((id, i) => ({ id, rank: i + 1, lng: 105, lat: 10 })),
  )
  return null
}

/** Its own layout effect is the last thing before the browser may paint what has been laid out. */
function Wall({ ids }: { readonly ids: readonly string[] }) {
  useLayoutEffect(() => {
    happened.push(`painted ${ids.join()}`)
  })
  return <List ids={ids} />
}

it('the map is told of new lines before they are painted: its numbers are never those of the lines before', () => {
  const tell = ({ badges }: { readonly badges: readonly { readonly id: string }[] }) =>
    void happened.push(`told ${badges.map(({ id }) => id).join()}`)
  const page = render(<Wall ids={['a', 'b']} />, {
    wrapper: ({ children }) => <TellShown value={tell}>{children}</TellShown>,
  })
  page.rerender(<Wall ids={['c']} />)
  // Between two lists nothing is told of either, and nothing is painted then.
  expect(happened).toEqual(['told a,b', 'painted a,b', 'told ', 'told c', 'painted c'])
})
