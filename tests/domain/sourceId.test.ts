import { expect, it } from 'vitest'
import {
  cameraSource,
  eventSource,
  linkSource,
  parseSourceId,
  sensorSource,
  statisticsSource,
} from '../../domain/sourceId.ts'

it.each([
  [sensorSource('TG-01'), { is: 'sensor', id: 'TG-01' }],
  [cameraSource('MC:1'), { is: 'camera', id: 'MC:1' }],
  [statisticsSource('oneStop', '31135'), { is: 'statistics', system: 'oneStop', unit: '31135' }],
  [eventSource('urbanServices', '92'), { is: 'event', system: 'urbanServices', unit: '92' }],
  [linkSource('lgsp/ngsp'), { is: 'link', system: 'lgsp', link: 'ngsp' }],
])('the parts of %s are what it was made of', (id, parts) => {
  expect(parseSourceId(id)).toEqual(parts)
})

it.each([
  '',
  'unknown',
  'overflow',
  'sensor',
  'sensor/',
  'sensor/A/B',
  'statistics/oneStop',
  'statistics/oneStop/',
  'a/b',
  'office/1/2/3',
  'link/a/b/c',
])('%j is no source', (id) => {
  expect(parseSourceId(id)).toBeUndefined()
})
