import * as z from 'zod'
import { PlayedStoryline, STORYLINES, StorylineName } from '../storylines.ts'
import { defineCommand } from './command.ts'

export const startStoryline = defineCommand({
  summary: {
    vi: 'Bắt đầu một kịch bản mô phỏng (chỉ trong bản trình diễn)',
    en: 'Starts a simulated storyline (in the demo only)',
  },
  input: z.object({ storyline: StorylineName }),
  gives: z.object({ running: PlayedStoryline }),
  do: 'walls.steer',
  says: { vi: 'Bắt đầu kịch bản mô phỏng {storyline}', en: 'Started the simulated storyline {storyline}' },
  names: ({ storyline }) => ({ storyline: StorylineName.safeParse(storyline).success ? nameOf(storyline) : undefined }),
  example: () => ({ storyline: 'badEvening' as const }),
})

export const endStoryline = defineCommand({
  summary: {
    vi: 'Kết thúc kịch bản mô phỏng đang diễn ra (chỉ trong bản trình diễn)',
    en: 'Ends the simulated storyline that is being played (in the demo only)',
  },
  input: z.object({}),
  gives: z.object({}),
  do: 'walls.steer',
  says: { vi: 'Kết thúc kịch bản mô phỏng', en: 'Ended the simulated storyline' },
  example: () => ({}),
})

const nameOf = (storyline: unknown) => STORYLINES[storyline as StorylineName].name
