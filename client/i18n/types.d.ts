import type { VIETNAMESE } from './catalogues.ts'

declare module 'i18next' {
  /** Keys of `t` are checked against the Vietnamese catalogue. */
  interface CustomTypeOptions {
    defaultNS: 'common'
    resources: typeof VIETNAMESE
  }
}
