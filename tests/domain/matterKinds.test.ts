import { expect, it } from 'vitest'
import { MATTER_KIND } from '../../domain/matters/matterKinds.ts'
import { pageOf } from '../../domain/pages.ts'

const IDS = { alert: 'a-1', incident: 'SV-261129-7K3P', directive: 'd-1', explanation: 'e-1', shift: '2026-11-29-0700' }

it.each(Object.entries(MATTER_KIND))('a link to a matter (%s) leads to a page', (kind, { path }) => {
  const { pathname } = new URL(path(IDS[kind as keyof typeof IDS]), 'http://hub')
  expect(pageOf(pathname).is).not.toBe('unknown')
})
