// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fillDomGaps } from '../support/domGaps.ts'

/** Modules remember what was chosen on their page: each test is a page of its own. */
beforeEach(() => {
  vi.resetModules()
  localStorage.clear()
})
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

/** As Chromium does where a policy blocks site data. */
function denyStorage(): void {
  vi.spyOn(window, 'localStorage', 'get').mockImplementation(() => {
    throw new DOMException('Access is denied for this document.', 'SecurityError')
  })
}

const page = () => import('../../client/remembered.ts')

describe('what a screen remembers', () => {
  it('is there at the next visit', async () => {
    const { remember } = await page()
    remember('theme', 'light')
    vi.resetModules()
    const { recall } = await page()
    expect(recall('theme')).toBe('light')
    expect(recall('language')).toBeNull()
  })

  it('is nothing where storage is denied, and what is chosen holds for the page', async () => {
    denyStorage()
    const { recall, remember } = await page()
    expect(recall('split')).toBeNull()
    remember('split', '55')
    expect(recall('split')).toBe('55')
    vi.resetModules()
    expect((await page()).recall('split')).toBeNull()
  })

  it('is the newest choice where storage is full', async () => {
    localStorage.setItem('ioc.console.split', '30')
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('exceeded', 'QuotaExceededError')
    })
    const { recall, remember } = await page()
    expect(recall('split')).toBe('30')
    remember('split', '55')
    expect(recall('split')).toBe('55')
  })
})

describe('the light theme', () => {
  it('is the console’s: a wall on the same machine stays dark', async () => {
    localStorage.setItem('ioc.console.theme', 'light')
    document.documentElement.dataset.theme = 'light'
    const { useRem } = await import('../../client/wall/useViewing.ts')
    function Wall() {
      useRem(20)
      return null
    }
    render(<Wall />)
    expect(document.documentElement.dataset.theme).toBeUndefined()
  })
})

describe('without storage', () => {
  it('the language, theme, splitter, keys and wall have their defaults and can be chosen all the same', async () => {
    denyStorage()
    fillDomGaps()
    // The splitter moves by its own width, which nothing has here.
    vi.spyOn(HTMLElement.prototype, 'offsetWidth', 'get').mockReturnValue(1_000)
    vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(800)
    const nothing = () => undefined
    vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: nothing, removeEventListener: nothing }))
    const { startI18n } = await import('../../client/i18n/startI18n.ts')
    startI18n()
    expect(document.documentElement.lang).toBe('vi')
    const { useTheme } = await import('../../client/console/useTheme.ts')
    const { Splitter } = await import('../../client/console/parts/Splitter.tsx')
    const { useSettings } = await import('../../client/wall/useSettings.ts')
    const { useLanguage } = await import('../../client/i18n/useLanguage.ts')
    const { setSingleKeys, singleKeysOn } = await import('../../client/console/useHotkeys.ts')
    const { MemoryRouter } = await import('react-router')
    function Everything() {
      const [theme, setTheme] = useTheme()
      const [language, setLanguage] = useLanguage()
      const { settings, save } = useSettings()
      return (
        <>
          <button type="button" onClick={() => setTheme('light')}>
            {theme}
          </button>
          <button type="button" onClick={() => setLanguage('en')}>
            {language}
          </button>
          <button type="button" onClick={() => save({ ...settings, dwellS: 77 })}>
            {settings.dwellS ?? 'no dwell'}
          </button>
          <Splitter first="a" second="b" />
        </>
      )
    }
    render(
      <MemoryRouter>
        <Everything />
      </MemoryRouter>,
    )
    for (const label of ['dark', 'vi', 'no dwell']) fireEvent.click(screen.getByText(label))
    for (const label of ['light', 'en', '77']) expect(screen.getByText(label)).toBeDefined()
    const bar = screen.getByRole('separator')
    fireEvent.keyDown(bar, { key: 'End' })
    expect(bar.getAttribute('aria-valuenow')).toBe('70')
    expect(singleKeysOn()).toBe(true)
    setSingleKeys(false)
    expect(singleKeysOn()).toBe(false)
  })
})
