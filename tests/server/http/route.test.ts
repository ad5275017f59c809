import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { COMMANDS } from '../../../domain/commands/index.ts'
import { problemSentence } from '../../../domain/problems.ts'
import { parse } from '../../../server/http/route.ts'
import { problemOf } from '../../../server/problem.ts'

/** What is said of an input that does not fit. */
function said(schema: z.ZodObject, given: unknown): string | undefined {
  try {
    parse(schema, given)
    return undefined
  } catch (error) {
    const problem = problemOf(error)
    return problem && problemSentence(problem.code, problem.params)?.vi
  }
}

describe('an input beyond its bounds', () => {
  const schema = z.object({
    text: z.string().min(2).max(5).optional(),
    list: z.array(z.number()).min(1).max(2).optional(),
    number: z.number().min(-1).max(9).optional(),
    whole: z.number().int().optional(),
  })

  it.each([
    [{ text: '123456' }, 'text có tối đa 5 ký tự.'],
    [{ text: '1' }, 'text có ít nhất 2 ký tự.'],
    [{ list: [1, 2, 3] }, 'list có tối đa 2 mục.'],
    [{ list: [] }, 'list có ít nhất 1 mục.'],
    [{ number: 10 }, 'number lớn nhất là 9.'],
    [{ number: -2 }, 'number nhỏ nhất là -1.'],
    [{ whole: 1.5 }, 'Tham số whole không đúng.'],
  ])('is told which, and in what they are counted: %j', (given, sentence) => {
    expect(said(schema, given)).toBe(sentence)
  })

  it('a wall’s minutes are no characters', () => {
    const take = { wall: 'w', seen: 1, scene: 'city' }
    expect(said(COMMANDS.takeWall.input, { ...take, minutes: 100_000 })).toBe('minutes lớn nhất là 1440.')
    expect(said(COMMANDS.takeWall.input, { ...take, minutes: -5 })).toBe('minutes nhỏ nhất là 1.')
  })
})

it('the hub is called as the screens call it where it was faster than somebody', () => {
  const at = Date.parse('2026-11-30T09:55:00+07:00')
  const sentence = problemSentence('wallChanged', { by: 'hub', at })
  expect(sentence?.vi).toMatch(/^Trung tâm vừa điều khiển màn hình này lúc 09:55/)
  expect(sentence?.en).toMatch(/^The hub steered this wall at 09:55/)
  expect(problemSentence('wallChanged', { by: 'Hà', at })?.vi).toMatch(/^Hà vừa/)
})
