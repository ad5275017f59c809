import { expect, it } from 'vitest'
import { liveHostOf, offersOf, playable } from '../../domain/cameras/live.ts'

const HOSTS = ['https://media.example', 'http://10.0.0.5:8889', 'https://video.example/cameras']

it.each([
  ['https://media.example/a/whep', true],
  ['https://media.example:443/a/whep', true],
  ['HTTPS://Media.Example/a/whep', true],
  ['http://10.0.0.5:8889/a/whep', true],
  ['https://media.example', true],
  ['http://media.example/a/whep', false],
  ['https://media.example:8443/a/whep', false],
  ['https://media.example.evil.example/a', false],
  ['https://media.example@evil.example/a', false],
  ['https://media.example\\@evil.example/a', false],
  ['https://evil.example/https://media.example', false],
  ['https://video.example/cameras/mc-1/whep', true],
  ['https://video.example/cameras', true],
  ['https://video.example/cameras?token=1', true],
  ['https://video.example/', false],
  ['https://video.example/camerasx/mc-1', false],
  ['https://video.example/admin/../cameras/mc-1', false],
  ['https://video.example/cameras/../admin', false],
  ['https://video.example/cameras/%2e%2E/admin', false],
  ['https://video.example/cameras/.%2e/admin', false],
  ['https://video.example/cameras/..%2fadmin', false],
  ['https://video.example/cameras\\..\\admin', false],
  ['https://user:pass@video.example/cameras/mc-1', false],
  ['https://video.example/cameras/a\n/b', false],
])('%s is played from the hosts that are set: %s', (url, isPlayed) => {
  expect(playable([{ type: 'whep', url }], HOSTS)).toEqual(isPlayed ? [{ type: 'whep', url }] : [])
})

it.each([
  ['https://media.example', 'https://media.example'],
  ['HTTPS://Media.example:443/', 'https://media.example'],
  ['https://media.example/cameras/', 'https://media.example/cameras'],
  ['https://u:p@media.example', undefined],
  ['https://media.example/a/../b', undefined],
  ['https://media.example/?x', undefined],
  ['rtsp://media.example/cameras', undefined],
])('%s is set as %s', (text, host) => {
  expect(liveHostOf(text)).toBe(host)
})

it('takes one way or several, without those that log in, and knows two', () => {
  const hls = { type: 'hls', url: 'https://media.example/index.m3u8' }
  const whep = { type: 'whep', url: 'https://media.example/whep' }
  expect(offersOf(null)).toEqual([])
  expect(offersOf(hls)).toEqual([hls])
  expect(offersOf([{ type: 'whep', url: 'https://u:p@media.example/' }, hls])).toEqual([hls])
  expect(playable([hls, { type: 'mse-go2rtc', url: 'https://media.example/ws' }, whep], HOSTS)).toEqual([whep, hls])
})
