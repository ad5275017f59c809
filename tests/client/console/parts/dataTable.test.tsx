// @vitest-environment jsdom
import { screen as page } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { useMemo } from 'react'
import { Link } from 'react-router'
import { describe, expect, it } from 'vitest'
import type { Column } from '../../../../client/console/parts/table/column.ts'
import { DataTable, type DataTableProps } from '../../../../client/console/parts/table/DataTable.tsx'
import { useRows } from '../../../../client/live/useLive.ts'
import type { Sensor } from '../../../../domain/sensors/sensor.ts'
import { layOut, openPage, screen } from '../consolePage.tsx'

layOut()

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
    const { address } = openPage(<Stations rows={FIVE} />, { at: '/sources' })
    expect(names()).toEqual(['Ânh', 'Ninh Kiều 2', 'Đông Phú', 'Ninh Kiều 10', 'An Bình'])
    await userEvent.click(page.getByRole('link', { name: 'Mực nước' }))
    expect(address()).toBe('/sources?sort=level')
    expect(names()).toEqual(['Ninh Kiều 10', 'Đông Phú', 'Ninh Kiều 2', 'Ânh', 'An Bình'])
  })

  it('orders names as Vietnamese readers do, and numbers in them by size', async () => {
    openPage(<Stations rows={FIVE} />, { at: '/sources?sort=name' })
    expect(names()).toEqual(['An Bình', 'Ânh', 'Đông Phú', 'Ninh Kiều 2', 'Ninh Kiều 10'])
    expect(page.getByRole('columnheader', { name: 'Tên trạm' }).getAttribute('aria-sort')).toBe('ascending')
  })

  it('opens as it does without one when the address orders by a column there is not', () => {
    openPage(<Stations rows={FIVE} />, { at: '/sources?sort=nothing' })
    expect(names()[0]).toBe('Ânh')
  })

  it('is filtered by what is typed, without diacritics, and says so in the address and by count', async () => {
    const { address } = openPage(<Stations rows={FIVE} />, { at: '/sources' })
    await userEvent.type(page.getByRole('searchbox', { name: 'Lọc danh sách' }), 'ninh kieu{Enter}')
    expect(names()).toEqual(['Ninh Kiều 2', 'Ninh Kiều 10'])
    expect(address()).toBe('/sources?find=ninh+kieu')
    expect(page.getByRole('status').textContent).toBe('2/5 dòng')
  })

  it('is filtered by a column, from the address and from its choices', async () => {
    const { address } = openPage(<Stations rows={FIVE} />, { at: '/sources?where=state.lost' })
    expect(names()).toEqual(['Ânh', 'Ninh Kiều 2'])
    await userEvent.click(page.getByRole('button', { name: 'Bỏ lọc: Tình trạng: Mất kết nối' }))
    expect(names()).toHaveLength(5)
    await userEvent.click(page.getByRole('button', { name: 'Lọc theo cột' }))
    await userEvent.selectOptions(page.getByRole('combobox', { name: 'Lọc theo cột Tình trạng' }), 'Tốt')
    expect(address()).toBe('/sources?where=state.good')
    expect(names()).toHaveLength(3)
  })

  it('never reads as if there were nothing when it is empty because it is filtered', async () => {
    const { address } = openPage(<Stations rows={FIVE} />, { at: '/sources?find=khong+co' })
    expect(page.getByText('Không dòng nào khớp bộ lọc; bỏ lọc thì có 5 dòng.')).toBeDefined()
    await userEvent.click(page.getByRole('button', { name: 'Bỏ lọc' }))
    expect(address()).toBe('/sources')
    expect(names()).toHaveLength(5)
  })

  it('says that there is nothing when there is nothing', () => {
    openPage(<Stations rows={[]} />, { at: '/sources?find=x' })
    expect(page.getByText('Chưa có trạm nào.')).toBeDefined()
  })

  it('shows the columns there is room for, those of most use first, or those that were chosen', async () => {
    const heads = () => page.getAllByRole('columnheader').map((head) => head.textContent?.replace(/[▾▴]/, ''))
    screen.width = 700
    const { address } = openPage(<Stations rows={FIVE} />, { at: '/sources' })
    expect(heads()).toEqual(['Tên trạm', 'Mực nước', 'Tình trạng'])
    await userEvent.click(page.getByRole('button', { name: 'Cột (3/4)' }))
    await userEvent.click(page.getByRole('checkbox', { name: 'Ghi chú' }))
    await userEvent.click(page.getByRole('checkbox', { name: 'Mực nước' }))
    expect(heads()).toEqual(['Tên trạm', 'Tình trạng', 'Ghi chú'])
    expect(address()).toBe('/sources?columns=name.state.note')
  })

  it('draws of five thousand rows those in sight, and says which of how many each is', () => {
    openPage(<Stations rows={MANY} />, { at: '/sources' })
    expect(document.querySelectorAll('[data-row]').length).toBeLessThan(50)
    expect(names()[0]).toBe('Trạm 4999')
    const table = page.getByRole('table', { name: 'Trạm đo' })
    expect(table.getAttribute('aria-rowcount')).toBe('5001')
    expect(document.querySelector('[data-index="0"]')?.getAttribute('aria-rowindex')).toBe('2')
  })

  it('is moved through by keys to rows that were not drawn, and keeps the focus', async () => {
    openPage(<Stations rows={MANY} />, { at: '/sources' })
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
    const { tell } = openPage(<Told />, { at: '/sources', feeds: { sensors: MANY.map(sensorOf) } })
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
    openPage(<Stations rows={MANY.slice(0, 300)} />, { at: '/sources' })
    dispatchEvent(new Event('beforeprint'))
    expect(document.querySelectorAll('[data-row]')).toHaveLength(300)
    dispatchEvent(new Event('afterprint'))
    expect(document.querySelectorAll('[data-row]').length).toBeLessThan(50)
  })

  it('reads each row from top to bottom where it is narrow: its name and first columns, the others on asking', async () => {
    screen.width = 390
    const { address } = openPage(<Stations rows={FIVE} />, { at: '/sources' })
    const [first] = page.getAllByRole('listitem')
    expect(first?.textContent).toContain('Ânh')
    expect(first?.textContent).toContain('5')
    expect(first?.getAttribute('aria-setsize')).toBe('5')
    expect(first?.textContent).not.toContain('lost')
    await userEvent.click(page.getByRole('button', { name: 'Các cột còn lại của Ânh' }))
    expect(first?.textContent).toContain('lost')
    await userEvent.selectOptions(page.getByRole('combobox', { name: 'Xếp theo' }), 'Tên trạm')
    expect(address()).toBe('/sources?sort=name')
    expect(names()[0]).toBe('An Bình')
  })

  it('puts what stands apart behind the rest, under its head, and leads with what leads', () => {
    const apart = { is: ({ level }: Station) => level === null, head: (count: number) => `Không xếp: ${count}` }
    openPage(<Stations rows={FIVE} apart={apart} isFirst={({ id }: Station) => id === 'd'} />, {
      at: '/sources?sort=name',
    })
    expect(names()).toEqual(['Ninh Kiều 10', 'Ânh', 'Đông Phú', 'Ninh Kiều 2', 'An Bình'])
    expect(page.getByText('Không xếp: 1')).toBeDefined()
  })

  it('keeps what is chosen to itself when another list of the page has the address', async () => {
    const { address } = openPage(<Stations rows={FIVE} isAddressed={false} />, { at: '/system/soc?sort=name' })
    expect(names()[0]).toBe('Ânh')
    await userEvent.click(page.getByRole('button', { name: 'Tên trạm' }))
    expect(names()[0]).toBe('An Bình')
    expect(address()).toBe('/system/soc?sort=name')
  })
})
