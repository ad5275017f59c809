import { describe, expect, it } from 'vitest'
import { kpiOf } from '../../../client/console/figures/kpiList.ts'
import { bulletScale } from '../../../client/panels/bulletScale.ts'
import { kpiInForce } from '../../../client/panels/kpiInForce.ts'
import { distanceFromTarget } from '../../../client/panels/rankCommunes.ts'
import { toneOfDistance } from '../../../client/panels/tone.ts'
import { limitText } from '../../../domain/kpis/limitText.ts'

const onTime = kpiOf('onTimeRate')
const received = kpiOf('receivedToday')

describe('the target in force', () => {
  it('is the declared one until the hub says otherwise', () => {
    expect(kpiInForce(onTime, undefined)).toBe(onTime)
    expect(kpiInForce(onTime, null)).toBe(onTime)
    expect(kpiInForce(onTime, onTime.target?.value)).toBe(onTime)
  })

  it('stands in the place of the declared one and keeps it beside', () => {
    const stricter = kpiInForce(onTime, 98)
    expect(stricter.target).toEqual({ ...onTime.target, value: 98, declared: 95 })
    expect(distanceFromTarget(stricter, 96)).toBe(-2)
    expect(toneOfDistance(stricter, distanceFromTarget(stricter, 96))).toBe('little')
    expect(toneOfDistance(onTime, distanceFromTarget(onTime, 96))).toBe('met')
  })

  it('gives no target to what is declared without one', () => {
    expect(kpiInForce(received, 5)).toBe(received)
  })

  it('moves the end of a bar that is no percentage', () => {
    const offices = kpiOf('officesOverCapacity')
    expect(bulletScale(kpiInForce(offices, 40), 3).to).toBeGreaterThan(40)
  })

  it('is written with its good side, whole where it is whole', () => {
    expect(limitText(onTime, 95, 'vi')).toBe('≥ 95%')
    expect(limitText(onTime, 92.5, 'vi')).toBe('≥ 92,5%')
    expect(limitText({ direction: 'lower', digits: 1, unit: { vi: 'm', en: 'm' } }, 4.5, 'en')).toBe('≤ 4.5\u202fm')
  })
})
