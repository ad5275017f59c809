import { expect, it } from 'vitest'
import { counted, isVietnamese } from '../../domain/text.ts'

it('gives a word the form that belongs to its number, in English alone', () => {
  const dossiers = { vi: 'hồ sơ', en: 'dossiers', one: 'dossier' }
  expect([0, 1, 2, null].map((count) => counted(dossiers, count, 'en'))).toEqual([
    'dossiers',
    'dossier',
    'dossiers',
    'dossiers',
  ])
  expect([0, 1, 2].map((count) => counted(dossiers, count, 'vi'))).toEqual(['hồ sơ', 'hồ sơ', 'hồ sơ'])
  expect(counted({ vi: 'm', en: 'm' }, 1, 'en')).toBe('m')
})

it('knows Vietnamese by its letters, composed or not, and takes nothing else for it', () => {
  expect(isVietnamese('Ngập đường Nguyễn Văn Cừ')).toBe(true)
  expect(isVietnamese('Ngập'.normalize('NFD'))).toBe(true)
  expect(isVietnamese('Port scan from 10.0.0.7')).toBe(false)
  expect(isVietnamese('')).toBe(false)
})
