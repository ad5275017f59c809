// @vitest-environment jsdom
import { cleanup, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { useMemo } from 'react'
import { Link } from 'react-router'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Column, shownColumns } from '../../../../client/console/parts/table/column.ts'
import { DataTable, type DataTableProps } from '../../../../client/console/parts/table/DataTable.tsx'
import { startI18n } from '../../../../client/i18n/startI18n.ts'
import { useRows } from '../../../../client/live/useLive.ts'
import type { Sensor } from '../../../../domain/sensors/sensor.ts'
import { layOut } from '../../../support/layOut.ts'
import { renderScreen } from '../../../support/renderScreen.tsx'

const size = layOut()
beforeAll(startI18n)
afterEach(cleanup)

interface Station {
  readonly id: string
  readonly name: string
  readonly level: number | null
  readonly state: 'good' | 'lost'
}

const station = (id: string, name: string, level: number | null = 1, state: Station['state'] = 'good'): Station => ({
  id,
  name,
  level,
  state,
})

const COLUMNS: readonly Column<Station>[] = [
  {
    id: 'name',
    label: 'Tên trạm',
    rank: 'name',
    width: 200,
    grows: true,
    cell: ({ id, name }) => (
      <Link data-row to={`/sensor/${id}`}>
        {name}
      </Link>
    ),
    order: ({ name }) => name,
    text: ({ name }) => name,
  },
  {
    id: 'level',
    label: 'Mực nước',
    rank: 'first',
    width: 100,
    isNumber: true,
    fallsFirst: true,
    cell: ({ level }) => level ?? '–',
    order: ({ level }) => level ?? undefined,
  },
  {
    id: 'state',
    label: 'Tình trạng',
    rank: 'second',
    width: 300,
    cell: ({ state }) => state,
    order: ({ state }) => state,
    text: ({ state }) => state,
    choice: { of: ({ state }) => state, label: (state) => (state === 'lost' ? 'Mất kết nối' : 'Tốt') },
  },
  { id: 'note', label: 'Ghi chú', rank: 'third', width: 400, cell: () => 'x', text: () => 'x' },
]

const keyOf = ({ id }: Station) => id

function Stations({ rows, ...rest }: { rows: readonly Station[] } & Partial<DataTableProps<Station>>) {
  return (
    <DataTable
      caption="Trạm đo"
      rows={rows}
      keyOf={keyOf}
      columns={COLUMNS}
      opensWith={{ by: 'level', falls: true }}
      none="Chưa có trạm nào."
      {...rest}
    />
  )
}

/** Stations as a feed says them. */
const sensorOf = ({ id, name, level }: Station): Sensor => ({
  id,
  name,
  kind: 'waterLevel',
  commune: '31117',
  lng: level ?? 0,
  lat: 10,
  everyMs: 60_000,
  simulated: false,
})

function Told() {
  const sensors = useRows('sensors')
  const rows = useMemo(() => [...sensors.values()].map(({ id, name, lng }) => station(id, name, lng)), [sensors])
  return <Stations rows={rows} />
}

const FIVE = [
  station('a', 'Đông Phú', 2),
  station('b', 'An Bình', null),
  station('c', 'Ânh', 5, 'lost'),
  station('d', 'Ninh Kiều 10', 1),
  station('e', 'Ninh Kiều 2', 3, 'lost'),
]

/** Names of the rows in sight, from top to bottom. */
const names = () => [...document.querySelectorAll('[data-row]')].map((row) => row.textContent)

const MANY = Array.from({ length: 5_000 }, (_, i) => station(`s-${i}`, `Trạm ${i}`, i))

describe('a list of the house', () => {
  it('opens in the order it is given, what is unknown last, either way', async () => {
    const { address } = renderScreen(<Stations rows={FIVE} />, { path: '/sources' })
    expect(names()).toEqual(['Ânh', 'Ninh Kiều 2', 'Đông Phú', 'Ninh Kiều 10', 'An Bình'])
    await userEvent.click(screen.getByRole('link', { name: 'Mực nước' }))
    expect(address()).toBe('/sources?sort=level')
    expect(names()).toEqual(['Ninh Kiều 10', 'Đông Phú', 'Ninh Kiều 2', 'Ânh', 'An Bình'])
  })

  it('orders names as Vietnamese readers do, and numbers in them by size', async () => {
    renderScreen(<Stations rows={FIVE} />, { path: '/sources?sort=name' })
    expect(names()).toEqual(['An Bình', 'Ânh', 'Đông Phú', 'Ninh Kiều 2', 'Ninh Kiều 10'])
    expect(screen.getByRole('columnheader', { name: 'Tên trạm' }).getAttribute('aria-sort')).toBe('ascending')
  })

  it('opens as it does without one when the address orders by a column there is not', () => {
    renderScreen(<Stations rows={FIVE} />, { path: '/sources?sort=nothing' })
    expect(names()[0]).toBe('Ânh')
  })

  it('is filtered by what is typed, without diacritics, and says so in the address and by count', async () => {
    const { address } = renderScreen(<Stations rows={FIVE} />, { path: '/sources' })
    await userEvent.type(screen.getByRole('searchbox', { name: 'Lọc danh sách' }), 'ninh kieu{Enter}')
    expect(names()).toEqual(['Ninh Kiều 2', 'Ninh Kiều 10'])
    expect(address()).toBe('/sources?find=ninh+kieu')
    expect(screen.getByRole('status').textContent).toBe('2/5 dòng')
  })

  it('is filtered by a column, from the address and from its choices', async () => {
    const { address } = renderScreen(<Stations rows={FIVE} />, { path: '/sources?where=state.lost' })
    expect(names()).toEqual(['Ânh', 'Ninh Kiều 2'])
    await userEvent.click(screen.getByRole('button', { name: 'Bỏ lọc: Tình trạng: Mất kết nối' }))
    expect(names()).toHaveLength(5)
    await userEvent.click(screen.getByRole('button', { name: 'Lọc theo cột' }))
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Lọc theo cột Tình trạng' }), 'Tốt')
    expect(address()).toBe('/sources?where=state.good')
    expect(names()).toHaveLength(3)
  })

  it('never reads as if there were nothing when it is empty because it is filtered', async () => {
    const { address } = renderScreen(<Stations rows={FIVE} />, { path: '/sources?find=khong+co' })
    expect(screen.getByText('Không dòng nào khớp bộ lọc; bỏ lọc thì có 5 dòng.')).toBeDefined()
    await userEvent.click(screen.getByRole('button', { name: 'Bỏ lọc' }))
    expect(address()).toBe('/sources')
    expect(names()).toHaveLength(5)
  })

  it('says that there is nothing when there is nothing', () => {
    renderScreen(<Stations rows={[]} />, { path: '/sources?find=x' })
    expect(screen.getByText('Chưa có trạm nào.')).toBeDefined()
  })

  it('shows the columns there is room for, those of most use first, or those that were chosen', async () => {
    const heads = () => screen.getAllByRole('columnheader').map((head) => head.textContent?.replace(/[▾▴]/, ''))
    size.width = 700
    const { address } = renderScreen(<Stations rows={FIVE} />, { path: '/sources' })
    expect(heads()).toEqual(['Tên trạm', 'Mực nước', 'Tình trạng'])
    await userEvent.click(screen.getByRole('button', { name: 'Cột (3/4)' }))
    await userEvent.click(screen.getByRole('checkbox', { name: 'Ghi chú' }))
    await userEvent.click(screen.getByRole('checkbox', { name: 'Mực nước' }))
    expect(heads()).toEqual(['Tên trạm', 'Tình trạng', 'Ghi chú'])
    expect(address()).toBe('/sources?columns=name.state.note')
  })

  it('shows what its rows are put in order by before what would otherwise have the room', () => {
    const column = (id: string, rank: 'name' | 'first' | 'second') => ({
      id,
      label: id,
      rank,
      width: 100,
      cell: () => id,
    })
    const columns = [
      column('station', 'name'),
      column('level', 'first'),
      column('state', 'second'),
      column('note', 'second'),
    ]
    const shown = (orderedBy?: string) => shownColumns(columns, undefined, 300, orderedBy).map(({ id }) => id)
    expect(shown()).toEqual(['station', 'level', 'state'])
    expect(shown('note')).toEqual(['station', 'level', 'note'])
  })

  it('draws of five thousand rows those in sight, and says which of how many each is', () => {
    renderScreen(<Stations rows={MANY} />, { path: '/sources' })
    expect(document.querySelectorAll('[data-row]').length).toBeLessThan(50)
    expect(names()[0]).toBe('Trạm 4999')
    const table = screen.getByRole('table', { name: 'Trạm đo' })
    expect(table.getAttribute('aria-rowcount')).toBe('5001')
    expect(document.querySelector('[data-index="0"]')?.getAttribute('aria-rowindex')).toBe('2')
  })

  it('is moved through by keys to rows that were not drawn, and keeps the focus', async () => {
    renderScreen(<Stations rows={MANY} />, { path: '/sources' })
    document.querySelector<HTMLElement>('[data-row]')?.focus()
    await userEvent.keyboard('{ArrowDown}{ArrowDown}')
    expect(document.activeElement?.textContent).toBe('Trạm 4997')
    await userEvent.keyboard('{End}')
    expect(document.activeElement?.textContent).toBe('Trạm 0')
    await userEvent.keyboard('{PageUp}')
    expect(document.activeElement?.textContent).toBe('Trạm 19')
    await userEvent.keyboard('{Home}{ArrowUp}')
    expect(document.activeElement?.textContent).toBe('Trạm 4999')
  })

  it('keeps the focus on its row wherever that goes when the rows change places', () => {
    const { tell } = renderScreen(<Told />, { path: '/sources', picture: { sensors: MANY.map(sensorOf) } })
    document.querySelector<HTMLElement>('[data-row]')?.focus()
    expect(document.activeElement?.textContent).toBe('Trạm 4999')
    tell(
      'sensors',
      MANY.map((each) => sensorOf({ ...each, level: each.id === 's-4999' ? -1 : each.level })),
    )
    expect(names()[0]).toBe('Trạm 4998')
    expect(document.activeElement?.textContent).toBe('Trạm 4999')
  })

  it('draws every row on paper', () => {
    renderScreen(<Stations rows={MANY.slice(0, 300)} />, { path: '/sources' })
    dispatchEvent(new Event('beforeprint'))
    expect(document.querySelectorAll('[data-row]')).toHaveLength(300)
    dispatchEvent(new Event('afterprint'))
    expect(document.querySelectorAll('[data-row]').length).toBeLessThan(50)
  })

  it('reads each row from top to bottom where it is narrow: its name and first columns, the others on asking', async () => {
    size.width = 390
    const { address } = renderScreen(<Stations rows={FIVE} />, { path: '/sources' })
    const [first] = screen.getAllByRole('listitem')
    expect(first?.textContent).toContain('Ânh')
    expect(first?.textContent).toContain('5')
    expect(first?.getAttribute('aria-setsize')).toBe('5')
    expect(first?.textContent).not.toContain('lost')
    // What it does stands on it, and is no arrow: one that opens a row's detail may stand beside it.
    const more = screen.getByRole('button', { name: 'Xem thêm: Ânh' })
    expect(more.textContent).toBe('Xem thêm')
    await userEvent.click(more)
    expect(first?.textContent).toContain('lost')
    expect(screen.getByRole('button', { name: 'Thu gọn: Ânh' }).textContent).toBe('Thu gọn')
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Xếp theo' }), 'Tên trạm')
    expect(address()).toBe('/sources?sort=name')
    expect(names()[0]).toBe('An Bình')
  })

  it('puts what stands apart behind the rest, under its head, and leads with what leads', () => {
    const apart = { is: ({ level }: Station) => level === null, head: (count: number) => `Không xếp: ${count}` }
    renderScreen(<Stations rows={FIVE} apart={apart} isFirst={({ id }: Station) => id === 'd'} />, {
      path: '/sources?sort=name',
    })
    expect(names()).toEqual(['Ninh Kiều 10', 'Ânh', 'Đông Phú', 'Ninh Kiều 2', 'An Bình'])
    expect(screen.getByText('Không xếp: 1')).toBeDefined()
  })

  it('keeps what is chosen to itself when another list of the page has the address', async () => {
    const { address } = renderScreen(<Stations rows={FIVE} isBeside />, { path: '/system/soc?sort=name' })
    expect(names()[0]).toBe('Ânh')
    await userEvent.click(screen.getByRole('button', { name: 'Tên trạm' }))
    expect(names()[0]).toBe('An Bình')
    expect(address()).toBe('/system/soc?sort=name')
  })
})
