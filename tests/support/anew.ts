import i18next from 'i18next'
import { vi } from 'vitest'

/** Before each file of parts of screens, which share a process: the client's own modules begin anew, and packages that remember forget. */
vi.unstubAllGlobals()
vi.restoreAllMocks()
vi.resetModules()
if (i18next.isInitialized) await i18next.changeLanguage('vi')
