import { expect, it } from 'vitest'
import { offersOf, playable } from '../../domain/cameras/live.ts'

const HOSTS = ['https://media.example', 'http://10.0.0.5:8889']

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
])('%s is played from the hosts that are set: %s', (url, isPlayed) => {
  expect(playable([{ type: 'whep', url }], HOSTS)).toEqual(isPlayed ? [{ type: 'whep', url }] : [])
})

it('takes one way or several, without those that log in, and knows two', () => {
  const hls = { type: 'hls', url: 'https://media.example/index.m3u8' }
  const whep = { type: 'whep', url: 'https://media.example/whep' }
  expect(offersOf(null)).toEqual([])
  expect(offersOf(hls)).toEqual([hls])
  expect(offersOf([{ type: 'whep', url: 'https://u:p@media.example/' }, hls])).toEqual([hls])
  expect(playable([hls, { type: 'mse-go2rtc', url: 'https://media.example/ws' }, whep], HOSTS)).toEqual([whep, hls])
})
