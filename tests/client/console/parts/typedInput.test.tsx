// @vitest-environment jsdom
import { cleanup, fireEvent, screen } from '@testing-library/react'
import i18next from 'i18next'
import { type ComponentType, createElement, useState } from 'react'
import { afterEach, beforeAll, expect, it, vi } from 'vitest'
import { StepFieldInput } from '../../../../client/console/directives/StepFieldInput.tsx'
import { DayInput, MomentInput, TimeInput } from '../../../../client/console/parts/TypedInput.tsx'
import { startI18n } from '../../../../client/i18n/startI18n.ts'
import { UNIT_TREES } from '../../../../domain/units/index.ts'
import { renderScreen } from '../../../support/renderScreen.tsx'

beforeAll(startI18n)
afterEach(async () => {
  cleanup()
  await i18next.changeLanguage('vi')
})

const told = vi.fn()

/** A field that keeps what it is told, as forms do. */
function Kept<V extends string | number>({
  of: Input,
  first,
  ...limits
}: {
  of: typeof DayInput | typeof MomentInput | typeof TimeInput
  first?: V
  min?: V
  max?: V
  required?: boolean
}) {
  const [value, setValue] = useState(first)
  const props = {
    ...{ ...limits, value, 'aria-label': 'Thời hạn' },
    onValue: (next: V | undefined) => {
      told(next)
      setValue(next)
    },
  }
  return createElement(Input as ComponentType<typeof props>, props)
}
const field = () => screen.getByLabelText('Thời hạn') as HTMLInputElement
const type = (value: string) => fireEvent.change(field(), { target: { value } })

it('a day is shown and typed day first, in both languages, and left as it is written', async () => {
  renderScreen(<Kept of={DayInput} first="2026-12-07" />)
  expect(field()).toMatchObject({ type: 'text', value: '07/12/2026', placeholder: 'ngày/tháng/năm' })
  type('8-12-2026')
  expect(told).toHaveBeenLastCalledWith('2026-12-08')
  fireEvent.blur(field())
  expect(field().value).toBe('08/12/2026')
  cleanup()
  await i18next.changeLanguage('en')
  renderScreen(<Kept of={DayInput} first="2026-12-07" />)
  expect(field()).toMatchObject({ value: '07/12/2026', placeholder: 'day/month/year' })
})

it('what is no day is said in a sentence when the field is left, belongs to it, and is not sent', () => {
  renderScreen(<Kept of={DayInput} first="2026-12-07" />)
  type('12/31/2026')
  expect(told).toHaveBeenLastCalledWith(undefined)
  expect(field().validationMessage).toBe('Ghi ngày/tháng/năm, ví dụ 23/11/2026.')
  expect(screen.queryByRole('alert')).toBeNull()
  fireEvent.blur(field())
  const fault = screen.getByRole('alert')
  expect(fault.textContent).toBe('Ghi ngày/tháng/năm, ví dụ 23/11/2026.')
  expect(field().getAttribute('aria-describedby')).toBe(fault.id)
  expect(field().getAttribute('aria-invalid')).toBe('true')
  type('31/12/2026')
  expect(screen.queryByRole('alert')).toBeNull()
  expect(field().validationMessage).toBe('')
})

it('a fault is said also while the field keeps the focus: the button that waits for it takes none', async () => {
  renderScreen(<Kept of={DayInput} first="2026-12-07" min="2026-11-30" required />)
  const said = async (typed: string) => {
    type(typed)
    expect(screen.queryByRole('alert')).toBeNull()
    return (await screen.findByRole('alert', undefined, { timeout: 3_000 })).textContent
  }
  expect(await said('30/02/2027')).toBe('Không có ngày 30/02/2027.')
  expect(await said('27/11/2026')).toBe('Sớm nhất là 30/11/2026.')
  expect(await said('')).toBe('Ghi ngày/tháng/năm, ví dụ 23/11/2026.')
  type('01/12/2026')
  expect(screen.queryByRole('alert')).toBeNull()
})

it('what may not be chosen is said, and is not sent', () => {
  renderScreen(<Kept of={DayInput} min="2026-11-30" max="2026-12-31" />)
  type('29/11/2026')
  fireEvent.blur(field())
  expect(screen.getByRole('alert').textContent).toBe('Sớm nhất là 30/11/2026.')
  expect(told).toHaveBeenLastCalledWith(undefined)
  type('01/01/2027')
  expect(screen.getByRole('alert').textContent).toBe('Muộn nhất là 31/12/2026.')
})

it('the arrow keys count days, quarters of an hour, and no further than may be chosen', () => {
  renderScreen(<Kept of={DayInput} first="2026-12-31" max="2027-01-01" />)
  for (let i = 0; i < 3; i++) fireEvent.keyDown(field(), { key: 'ArrowUp' })
  expect(field().value).toBe('01/01/2027')
  expect(told).toHaveBeenLastCalledWith('2027-01-01')
  cleanup()
  renderScreen(<Kept of={TimeInput} first={0} />)
  expect(field().value).toBe('00:00')
  fireEvent.keyDown(field(), { key: 'ArrowDown' })
  expect(field().value).toBe('23:45')
  cleanup()
  renderScreen(<Kept of={MomentInput} first={Date.parse('2026-11-30T18:05:00+07:00')} />)
  fireEvent.keyDown(field(), { key: 'ArrowUp' })
  expect(field().value).toBe('01/12/2026 18:05')
})

it('the field of a step has its label as its name, and gives the hub the day', () => {
  const set = vi.fn()
  const due = { name: 'due', label: 'newDue', is: 'day' } as const
  renderScreen(<StepFieldInput field={due} units={UNIT_TREES['2021']} value="" set={set} />)
  const input = screen.getByRole('textbox', { name: /^Xin gia hạn đến/ }) as HTMLInputElement
  expect(input.required).toBe(true)
  fireEvent.change(input, { target: { value: '08012027' } })
  expect(set).toHaveBeenLastCalledWith('2027-01-08')
})
