import * as z from 'zod'
import { About, NoticeShape } from '../notices/notice.ts'
import { epochMs, moment } from '../schema.ts'
import { definePersonFeed } from './feed.ts'

const { id, person, urgency, text, path } = NoticeShape.shape

/** What the console tells the person who has signed in there: what they have not looked at yet, and the last they have. */
export const notices = definePersonFeed({
  row: z.object({
    ...{ id, person, urgency, text, path },
    about: About,
    at: epochMs,
    seenAt: moment,
  }),
  key: 'id',
  whose: (row) => row.person,
})
